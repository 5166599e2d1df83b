import { expect, test } from "vitest";
import { chosenSeed, hostilePath, ordinaryPath, Random, randomBytes } from "../fuzz/random.ts";
import {
  ABSOLUTE,
  decodeLatin1,
  EMPTY,
  encodeLatin1,
  HAS_DOT,
  HAS_DOTDOT,
  HAS_EMPTY,
  HAS_NUL,
  LAST_IS_DOT,
  LAST_IS_DOTDOT,
  NAME_TOO_LONG,
  PathArena,
  REFUSED,
  scanPath,
  TOO_LONG,
  TRAILING_SLASH,
} from "./index.ts";

/** What a scan must find, said with split() and no thought of speed. */
function describe(path: string): { flags: number; depth: number; parent: string; name: string } {
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
function anyPath(random: Random): string {
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

test("a million scans and records agree with what split() finds, wherever the path lies in a buffer", () => {
  const random = new Random(chosenSeed());
  const arena = new PathArena({ slots: 1 });
  const wrong: unknown[] = [];
  for (let round = 0; round < 1_000_000 && wrong.length === 0; round++) {
    const path = anyPath(random);
    const expected = describe(path);
    const start = random.below(5);
    const bytes = encodeLatin1("//./.".slice(0, start) + path + random.pick(["/", "\0", ".", "x"]));
    const flags = scanPath(bytes, start, start + path.length);
    arena.reset();
    const added = arena.add(bytes, start, start + path.length);
    const refused = expected.flags & REFUSED;
    if (flags !== expected.flags) wrong.push({ path, flags, expected });
    if (refused !== 0) {
      // What is empty or too long is not even looked at.
      const known = refused & (EMPTY | TOO_LONG) || refused;
      if (added !== -known) wrong.push({ path, added, expected });
      continue;
    }
    const record = {
      flags: arena.flags(added),
      depth: arena.depth(added),
      parent: decodeLatin1(arena.bytes, arena.start(added), arena.parentEnd(added)),
      name: decodeLatin1(arena.bytes, arena.nameStart(added), arena.nameEnd(added)),
    };
    const same = (Object.keys(record) as (keyof typeof record)[]).every((key) => record[key] === expected[key]);
    if (!same || arena.text(added) !== path) wrong.push({ path, record, expected });
  }
  expect(wrong, `SBX_SEED=${random.seed}`).toEqual([]);
}, 120_000);
