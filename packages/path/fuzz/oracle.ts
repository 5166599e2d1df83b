import {
  ABSOLUTE,
  decodeLatin1,
  EMPTY,
  HAS_DOT,
  HAS_DOTDOT,
  HAS_EMPTY,
  HAS_NUL,
  LAST_IS_DOT,
  LAST_IS_DOTDOT,
  NAME_TOO_LONG,
  TOO_LONG,
  TRAILING_SLASH,
} from "@sbx/path";
import { hostilePath, ordinaryPath, type Random, randomBytes } from "./random.ts";

/** What a scan must find, said with split() and no thought of speed. */
export function describePath(path: string): { flags: number; depth: number; parent: string; name: string } {
  const root = path.startsWith("/") ? "/" : "";
  const inner = path.slice(root.length).split("/");
  const names = inner.filter((name) => name !== "");
  const name = names.at(-1) ?? "";
  const facts: readonly [flag: number, holds: boolean][] = [
    [ABSOLUTE, root !== ""],
    [HAS_NUL, path.includes("\0")],
    [HAS_EMPTY, path.includes("//")],
    [HAS_DOT, names.includes(".")],
    [HAS_DOTDOT, names.includes("..")],
    [TRAILING_SLASH, names.length > 0 && path.endsWith("/")],
    [LAST_IS_DOT, name === "."],
    [LAST_IS_DOTDOT, name === ".."],
    [TOO_LONG, path.length > 4095],
    [NAME_TOO_LONG, names.some((one) => one.length > 255)],
    [EMPTY, path === ""],
  ];
  const parent = /^(.*[^/])\/+[^/]+\/*$/s.exec(path)?.[1] ?? root;
  const flags = facts.reduce((sum, [flag, holds]) => sum + (holds ? flag : 0), 0);
  return { flags, depth: names.length, parent, name };
}

const longName = (random: Random): string => "n".repeat(250 + random.below(12));

/** Paths of every kind, some near the limits, some with a NUL or a byte at the edge of a class in a random place. */
export function anyPath(random: Random): string {
  const kind = random.below(8);
  if (kind < 3) return hostilePath(random);
  if (kind === 3) return decodeLatin1(randomBytes(random, 40));
  if (kind === 4 && random.below(20) === 0) {
    const long = `${ordinaryPath(random)}/${longName(random)}`.repeat(1 + random.below(20));
    return random.below(2) === 0 ? long.slice(0, 4090 + random.below(10)) : long.slice(1);
  }
  const path = ordinaryPath(random).slice(random.below(2));
  const at = random.below(path.length);
  const byte = random.pick(["\0", "/", ".", "-", "0", "\x01", "\x7f", "\x80", "\xaf", "\xae", "\xff", path[at]!]);
  return path.slice(0, at) + byte + path.slice(at + 1);
}
