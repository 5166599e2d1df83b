import { expect, test } from "vitest";
import { appendInto, normalizeInto } from "./index.ts";

/** What a call wrote behind `at`; anything written behind the end it returned shows, as the fill is `#`. */
function written(out: Buffer, at: number, end: number): string | -1 {
  return end < 0 ? -1 : out.toString("latin1", at, end) + out.toString("latin1", end).replace(/^#*$/, "");
}

const normalized: readonly [path: string, expected: string | -1][] = [
  ["", ""],
  ["/", "/"],
  ["///", "/"],
  [".", "."],
  ["./", "."],
  ["././/.", "."],
  ["/.", "/"],
  ["/./", "/"],
  ["a", "a"],
  ["./a", "a"],
  ["a/.", "a"],
  ["a//b///c/", "a/b/c"],
  ["//a/./b", "/a/b"],
  ["/.a/..b/c./d../...", "/.a/..b/c./d../..."],
  ["..", -1],
  ["/a/..", -1],
  ["/a/../b", -1],
  ["../", -1],
];

test.each(normalized)("%j is normalised into %j", (path, expected) => {
  const bytes = Buffer.from(`/.${path}./`, "latin1");
  const out = Buffer.alloc(path.length + 4, "#");
  const end = normalizeInto(bytes, 2, 2 + path.length, out, 2);
  expect(written(out, 2, end)).toBe(expected);
});

test.each([0, 1, 2])("a path is normalised in place, %i bytes in front of where it was", (back) => {
  for (const [path, expected] of normalized) {
    const bytes = Buffer.from(`##${path}`, "latin1");
    const end = normalizeInto(bytes, 2, bytes.length, bytes, 2 - back);
    expect(end < 0 ? -1 : bytes.toString("latin1", 2 - back, end)).toBe(expected);
  }
});

const appended: readonly [base: string, path: string, expected: string | -1][] = [
  ["/", "a", "/a"],
  ["/a", "b", "/a/b"],
  ["/a", "b//./c/", "/a/b/c"],
  ["/a", "/b", "/a/b"],
  ["/a", "", "/a"],
  ["/a", ".", "/a"],
  ["/", ".", "/"],
  ["/a", "///", "/a"],
  ["", "a/./b", "a/b"],
  ["a", "b", "a/b"],
  ["/a", "..", -1],
  ["/a", "b/../c", -1],
  ["/a", "..b", "/a/..b"],
];

test.each(appended)("%j with %j appended is %j", (base, path, expected) => {
  const out = Buffer.alloc(64, "#");
  const baseEnd = 3 + out.write(base, 3, "latin1");
  const bytes = Buffer.from(path, "latin1");
  const end = appendInto(out, 3, baseEnd, bytes, 0, bytes.length);
  expect(written(out, 3, end)).toBe(expected);
});
