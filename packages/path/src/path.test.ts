import { expect, test } from "vitest";
import { components, isInside, normalize, resolveLexically } from "./index.ts";

/** A path as text and as bytes: every question has the same answer for both. */
const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const latin1 = (path: Uint8Array): string => Buffer.from(path).toString("latin1");

test.each([
  ["/", "/"],
  ["//", "/"],
  [".", "."],
  ["./", "./"],
  ["././.", "."],
  [".//.", "."],
  ["/.", "/"],
  ["/./", "/"],
  ["/a", "/a"],
  ["/a/", "/a/"],
  ["/a//", "/a/"],
  ["/a/.", "/a"],
  ["/a/./", "/a/"],
  ["//a", "/a"],
  ["./a", "a"],
  ["a//./b/./", "a/b/"],
  ["a/.//.", "a"],
  ["/.a/..b/c..", "/.a/..b/c.."],
  ["/usr//./lib", "/usr/lib"],
])("%j is normalised into %j", (path, expected) => {
  expect(normalize(path)).toBe(expected);
  expect(latin1(normalize(bytes(path)))).toBe(expected);
});

test.each([
  ["/a/..", "/"],
  ["/..", "/"],
  ["/../../a", "/a"],
  ["..", ".."],
  ["../", "../"],
  ["../..", "../.."],
  ["a/..", "."],
  ["a/../", "./"],
  ["a/../..", ".."],
  ["a/b/../c", "a/c"],
  ["../a/../../b", "../../b"],
  ["/a/b/../../../c/", "/c/"],
  ["a/..b/..", "a"],
])("%j is resolved lexically into %j", (path, expected) => {
  expect(resolveLexically(path)).toBe(expected);
  expect(latin1(resolveLexically(bytes(path)))).toBe(expected);
});

test("a path that is normalised already is returned itself", () => {
  const path = bytes("/usr/lib/");
  expect(normalize(path)).toBe(path);
  expect(resolveLexically(path)).toBe(path);
});

test.each([
  ["/a", "/a", true],
  ["/a/", "/a", true],
  ["/a", "/a/", true],
  ["/a/b", "/a", true],
  ["/a//./b", "/a/.", true],
  ["/ab", "/a", false],
  ["/a", "/a/b", false],
  ["/b", "/a", false],
  ["/a", "/", true],
  ["/", "/", true],
  ["/", "/a", false],
  ["a/b", "a", true],
  ["a", ".", true],
  [".", ".", true],
  ["./", "./", true],
  [".", "a", false],
  ["/a", ".", false],
  ["a", "/", false],
  [".a", ".", true],
])("whether %j is inside %j: %j", (child, parent, expected) => {
  expect(isInside(child, parent)).toBe(expected);
  expect(isInside(bytes(child), bytes(parent))).toBe(expected);
});

test.each([
  ["/", []],
  [".", []],
  ["/a/b", ["a", "b"]],
  ["a//./b/", ["a", "b"]],
  ["../a/..", ["..", "a", ".."]],
  [".a/a.", [".a", "a."]],
])("%j has the components %j", (path, expected) => {
  expect(components(path)).toEqual(expected);
  expect(components(bytes(path)).map(latin1)).toEqual(expected);
});

test("a string and bytes are not compared", () => {
  const child: unknown = "/a";
  expect(() => isInside(child as Uint8Array, bytes("/a"))).toThrow(TypeError);
});
