import { expect, test } from "vitest";
import { Random, chosenSeed, ordinaryPath } from "../../fuzz/random.ts";
import {
  EMPTY,
  HAS_DOTDOT,
  HAS_NUL,
  NAME_TOO_LONG,
  PathArena,
  scanPath,
  SLOT_SIZE,
  TOO_LONG,
  TRAILING_SLASH,
} from "../index.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

test.each([
  ["/", "/", "", 0],
  ["/a", "/", "a", 1],
  ["/usr/lib/x.so", "/usr/lib", "x.so", 3],
  ["/usr//lib///", "/usr", "lib", 2],
  ["//a", "/", "a", 1],
  ["a", "", "a", 1],
  ["a/b", "a", "b", 2],
  ["./a/..", "./a", "..", 3],
])("the record of %j says: parent %j, name %j, depth %i", (path, parent, name, depth) => {
  const arena = new PathArena();
  arena.add(bytes("/in/front"));
  const added = arena.add(bytes(`##${path}##`), 2, 2 + path.length);
  const slice = (start: number, end: number): string => Buffer.from(arena.bytes).toString("latin1", start, end);
  expect({
    text: arena.text(added),
    length: arena.length(added),
    flags: arena.flags(added),
    parent: slice(arena.start(added), arena.parentEnd(added)),
    name: slice(arena.nameStart(added), arena.nameEnd(added)),
    depth: arena.depth(added),
  }).toEqual({
    text: path,
    length: path.length,
    flags: scanPath(bytes(path), 0, path.length),
    parent,
    name,
    depth,
  });
});

test.each([
  ["", -EMPTY],
  ["a\0", -HAS_NUL],
  ["/a".repeat(2048), -TOO_LONG],
  ["b".repeat(256), -NAME_TOO_LONG],
  [`\0${"b".repeat(256)}`, -(HAS_NUL | NAME_TOO_LONG)],
])("what is no path is refused by its negated flags, and takes no slot", (path, expected) => {
  const arena = new PathArena();
  expect(arena.add(bytes(path))).toBe(expected);
  expect(arena.used).toBe(0);
});

test("a path of up to 64 bytes takes one slot, a longer one several", () => {
  const arena = new PathArena();
  const lengths = [1, 63, 64, 65, 128, 129, 4095];
  const paths = lengths.map((length) => arena.add(bytes("/a".repeat(2048)), 0, length));
  expect(paths).toEqual([0, 1, 2, 3, 5, 7, 10]);
  expect(arena.used).toBe(10 + 64);
  expect(paths.map((path) => arena.length(path))).toEqual(lengths);
  expect(SLOT_SIZE).toBe(64);
});

test("paths outlive growth, and reset keeps the memory", () => {
  const arena = new PathArena({ slots: 1 });
  const random = new Random(chosenSeed());
  const texts = Array.from({ length: 1000 }, () => ordinaryPath(random));
  const paths = texts.map((text) => arena.add(bytes(text)));
  expect(paths.map((path) => arena.text(path))).toEqual(texts);
  const { bytes: memory } = arena;
  arena.reset();
  expect(arena.used).toBe(0);
  expect(texts.map((text) => arena.add(bytes(text)))).toEqual(paths);
  expect(arena.bytes).toBe(memory);
});

test("a shorter path in a used slot equals the same path in a fresh one", () => {
  const arena = new PathArena();
  arena.add(bytes("/xxxxxxxxxxxxxxxxxxxxxxx"));
  arena.reset();
  const [first, second, longer] = [arena.add(bytes("/a/bc")), arena.add(bytes("/a/bc")), arena.add(bytes("/a/bc\x01"))];
  expect(arena.equals(first, second)).toBe(true);
  expect(arena.equals(first, longer)).toBe(false);
  expect(arena.hash(first)).toBe(arena.hash(second));
});

test("normalising gives the path itself where it can", () => {
  const arena = new PathArena();
  const clean = arena.add(bytes("/usr/lib"));
  expect(arena.normalize(clean)).toBe(clean);
  const dirty = arena.normalize(arena.add(bytes("//usr/./lib/")));
  expect([arena.text(dirty), arena.flags(dirty) & TRAILING_SLASH]).toEqual(["/usr/lib", 0]);
  expect(arena.equals(clean, dirty)).toBe(true);
  expect(arena.normalize(arena.add(bytes("/usr/../lib")))).toBe(-HAS_DOTDOT);
});

test.each([
  ["/usr", "lib", "/usr/lib"],
  ["/", "lib/./x//", "/lib/x"],
  ["/usr", ".", "/usr"],
  ["a", "b", "a/b"],
  ["/usr", "/etc", "/usr/etc"],
])("%j joined with %j is %j", (base, path, expected) => {
  const arena = new PathArena({ slots: 2 });
  expect(arena.text(arena.join(arena.add(bytes(base)), arena.add(bytes(path))))).toBe(expected);
});

test("joining refuses .. and what becomes too long", () => {
  const arena = new PathArena({ slots: 2 });
  const base = arena.add(bytes("/a".repeat(1500)));
  const before = arena.used;
  expect(arena.join(base, arena.add(bytes("../b")))).toBe(-HAS_DOTDOT);
  expect(arena.join(base, base)).toBe(-TOO_LONG);
  expect(arena.used).toBe(before + 1);
});

test.each([
  ["/a/b", "/a", true],
  ["/a", "/a", true],
  ["/abc", "/ab", false],
  ["/a/bcd/e", "/a/bcd", true],
  ["/a/bcX/e", "/a/bcd", false],
  ["/a/bcd/e", "/a/bcd/e/f", false],
  ["/a", "/", true],
  ["a", ".", true],
  ["/a", ".", false],
])("whether %j is inside %j: %j", (child, parent, expected) => {
  const arena = new PathArena();
  expect(arena.isInside(arena.add(bytes(child)), arena.add(bytes(parent)))).toBe(expected);
});

test("hashes depend on the seed and on every byte", () => {
  const hashes = new Set<number>();
  for (const seed of [0, 1]) {
    const arena = new PathArena({ seed });
    for (let at = 0; at < 41; at++) {
      for (const byte of [0x01, 0x61, 0xff]) {
        const path = new Uint8Array(41).fill(0x62);
        path[at] = byte;
        hashes.add(arena.hash(arena.add(path)));
      }
    }
  }
  expect(hashes.size).toBe(2 * 41 * 3);
});
