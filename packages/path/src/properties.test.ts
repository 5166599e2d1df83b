import { posix } from "node:path";
import { expect, test } from "vitest";
import { chosenSeed, hostilePath, Random, randomBytes } from "../fuzz/random.ts";
import {
  appendInto,
  decodeLatin1,
  encodeLatin1,
  HAS_DOTDOT,
  isInside,
  LAST_IS_DOT,
  LAST_IS_DOTDOT,
  normalize,
  normalizeInto,
  PathArena,
  REFUSED,
  resolveLexically,
  resolveLexicallyInto,
  scanPath,
} from "./index.ts";
import { scanText } from "./text.ts";

const CASES = 1_000_000;
const seed = chosenSeed();

/** Runs a million cases and returns the first answer of `differs` that is not undefined. */
function firstWrong(differs: (random: Random) => unknown): unknown {
  const random = new Random(seed);
  let wrong: unknown;
  for (let round = 0; round < CASES && wrong === undefined; round++) wrong = differs(random);
  return wrong;
}

test("a million paths are resolved lexically as path.posix.normalize resolves them", () => {
  const out = new Uint8Array(64);
  const wrong = firstWrong((random) => {
    const path = hostilePath(random);
    const expected = posix.normalize(path);
    if (resolveLexically(path) !== expected) return { path, expected, text: resolveLexically(path) };
    const bytes = encodeLatin1(path);
    const end = resolveLexicallyInto(bytes, 0, bytes.length, out, 0);
    const bare = expected.length > 1 ? expected.replace(/\/$/, "") : expected;
    return decodeLatin1(out, 0, end) === bare ? undefined : { path, expected, bytes: decodeLatin1(out, 0, end) };
  });
  expect(wrong, `SBX_SEED=${seed}`).toBeUndefined();
}, 120_000);

test("a million paths without .. are normalised as path.posix.normalize normalises them", () => {
  const arena = new PathArena();
  const out = new Uint8Array(64);
  const wrong = firstWrong((random) => {
    const path = hostilePath(random);
    const bytes = encodeLatin1(path);
    const end = normalizeInto(bytes, 0, bytes.length, out, 0);
    const hasDotdot = path.split("/").includes("..");
    if (hasDotdot !== end < 0) return { path, end };
    arena.reset();
    const added = arena.normalize(arena.add(bytes));
    if (hasDotdot) return added === -HAS_DOTDOT ? undefined : { path, added };
    const expected = posix.normalize(path);
    const bare = expected.length > 1 ? expected.replace(/\/$/, "") : expected;
    const found = [normalize(path), decodeLatin1(out, 0, end), arena.text(added)];
    return found[0] === expected && found[1] === bare && found[2] === bare ? undefined : { path, expected, found };
  });
  expect(wrong, `SBX_SEED=${seed}`).toBeUndefined();
}, 120_000);

test("text and bytes are scanned alike, and a path is appended as it is joined", () => {
  const out = new Uint8Array(128);
  const wrong = firstWrong((random) => {
    const path = hostilePath(random);
    const bytes = encodeLatin1(path);
    const flags = scanPath(bytes, 0, bytes.length);
    if (scanText(path) !== (flags & ~(LAST_IS_DOT | LAST_IS_DOTDOT))) return { path, flags };
    if ((flags & HAS_DOTDOT) !== 0) return undefined;
    out.set([0x2f, 0x62]);
    const end = appendInto(out, 0, 2, bytes, 0, bytes.length);
    const expected = posix.join("/b", path, ".");
    const found = decodeLatin1(out, 0, end);
    return found === expected && isInside(found, "/b") ? undefined : { path, found, expected };
  });
  expect(wrong, `SBX_SEED=${seed}`).toBeUndefined();
}, 120_000);

test("every byte value survives, wherever it stands", () => {
  const out = new Uint8Array(4096);
  const wrong = firstWrong((random) => {
    const bytes = randomBytes(random, 24);
    const flags = scanPath(bytes, 0, bytes.length);
    if ((flags & (REFUSED | HAS_DOTDOT)) !== 0) return undefined;
    const end = normalizeInto(bytes, 0, bytes.length, out, 0);
    const kept = decodeLatin1(out, 0, end).split("/");
    const names = decodeLatin1(bytes)
      .split("/")
      .filter((name) => name !== "" && name !== ".");
    return kept.filter((name) => name !== "" && name !== ".").join("/") === names.join("/") ? undefined : { bytes };
  });
  expect(wrong, `SBX_SEED=${seed}`).toBeUndefined();
}, 120_000);
