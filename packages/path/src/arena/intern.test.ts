import { expect, test } from "vitest";
import { EMPTY, PathArena, PathInterner, TOO_LONG } from "../index.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

test("equal bytes have equal ids, in the order of their arrival", () => {
  const interner = new PathInterner();
  expect(["/a", "/b", "/a", "/", "/b"].map((path) => interner.intern(bytes(path)))).toEqual([0, 1, 0, 2, 1]);
  expect(interner.intern(bytes("##/b##"), 2, 4)).toBe(1);
  expect(interner.find(bytes("/c"))).toBe(-1);
  expect([interner.size, interner.text(1)]).toEqual([3, "/b"]);
});

test("what has no id says why", () => {
  const interner = new PathInterner({ limit: 2 });
  expect(interner.intern(bytes(""))).toBe(-EMPTY);
  expect(interner.intern(new Uint8Array(4096).fill(0x61))).toBe(-TOO_LONG);
  expect(interner.intern(new Uint8Array(4095).fill(0x61))).toBe(0);
  expect(interner.intern(bytes("b"))).toBe(1);
  expect(interner.intern(bytes("c"))).toBe(-1);
  expect(interner.intern(bytes("b"))).toBe(1);
  expect(() => interner.text(2)).toThrow(RangeError);
  expect(() => interner.text(-1)).toThrow(RangeError);
});

test.each([
  [7, "the hash of the arena"],
  [8, "a hash of its own"],
])("a path of an arena with seed %i is found by %s", (seed) => {
  const interner = new PathInterner({ seed: 7 });
  const arena = new PathArena({ seed });
  arena.add(bytes("/in/front"));
  const path = arena.add(bytes("/usr/lib"));
  expect(interner.findFrom(arena, path)).toBe(-1);
  expect(interner.internFrom(arena, path)).toBe(0);
  expect(interner.internFrom(arena, path)).toBe(0);
  expect(interner.find(bytes("/usr/lib"))).toBe(0);
});
