import { expect, test } from "vitest";
import {
  equalBytes,
  isInsideBytes,
  lastNameStart,
  nextNameEnd,
  nextNameStart,
  nextPrefixEnd,
  parentEnd,
} from "./index.ts";

const framed = (path: string): Buffer => Buffer.from(`/#${path}/#`, "latin1");

test.each([
  ["/", "/", "", ["/"]],
  ["/a", "/", "a", ["/", "/a"]],
  ["/a/b", "/a", "b", ["/", "/a", "/a/b"]],
  ["/usr/lib/x.so", "/usr/lib", "x.so", ["/", "/usr", "/usr/lib", "/usr/lib/x.so"]],
  ["a", "", "a", ["a"]],
  ["a/bc", "a", "bc", ["a", "a/bc"]],
] as const)("%j has the parent %j, the name %j and the prefixes %j", (path, parent, name, prefixes) => {
  const bytes = framed(path);
  const end = 2 + path.length;
  expect(bytes.toString("latin1", 2, parentEnd(bytes, 2, end))).toBe(parent);
  expect(bytes.toString("latin1", lastNameStart(bytes, 2, end), end)).toBe(name);
  const found: string[] = [];
  for (let at = nextPrefixEnd(bytes, 2, end, 2); at >= 0; at = nextPrefixEnd(bytes, 2, end, at)) {
    found.push(bytes.toString("latin1", 2, at));
  }
  expect(found).toEqual(prefixes);
});

test.each([
  ["", []],
  ["///", []],
  ["a", ["a"]],
  ["//a/..//./bc/", ["a", "..", ".", "bc"]],
])("the names of %j as they were written are %j", (path, expected) => {
  const bytes = framed(path);
  const end = 2 + path.length;
  const found: string[] = [];
  for (let at = nextNameStart(bytes, 2, end); at < end;) {
    const nameEnd = nextNameEnd(bytes, at, end);
    found.push(bytes.toString("latin1", at, nameEnd));
    at = nextNameStart(bytes, nameEnd, end);
  }
  expect(found).toEqual(expected);
});

test.each([
  ["/", "/", true],
  ["/a", "/", true],
  ["/a", "/a", true],
  ["/a/b", "/a", true],
  ["/ab", "/a", false],
  ["/a", "/a/b", false],
  ["/", "/a", false],
  ["/b", "/a", false],
  ["/b/a", "/a/a", false],
  ["a/b", "a", true],
  ["a", "/", false],
  ["a", ".", true],
  [".", ".", true],
  ["/a", ".", false],
  [".a/b", ".a", true],
  ["a", "", false],
])("whether %j is inside %j: %j", (child, parent, expected) => {
  const [c, p] = [framed(child), framed(parent)];
  expect(isInsideBytes(c, 2, 2 + child.length, p, 2, 2 + parent.length)).toBe(expected);
});

test.each([
  ["", "", true],
  ["a", "a", true],
  ["a", "b", false],
  ["/a/b", "/a/bc", false],
  ["/a/b", "/x/b", false],
  ["\xff\x00", "\xff\x00", true],
])("whether %j equals %j: %j", (left, right, expected) => {
  const [l, r] = [framed(left), Buffer.from(right, "latin1")];
  expect(equalBytes(l, 2, 2 + left.length, r, 0, r.length)).toBe(expected);
});

test("one byte that differs anywhere makes a difference, at every length", () => {
  const different: string[] = [];
  for (let length = 1; length <= 40; length++) {
    const left = Buffer.alloc(length + 5, "a");
    expect(equalBytes(left, 5, length + 5, Buffer.alloc(length, "a"), 0, length)).toBe(true);
    for (let at = 0; at < length; at++) {
      const right = Buffer.alloc(length, "a");
      right[at] = 0xe1;
      if (equalBytes(left, 5, length + 5, right, 0, length)) different.push(`${at} of ${length}`);
    }
  }
  expect(different).toEqual([]);
});
