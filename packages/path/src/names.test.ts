import { posix } from "node:path";
import { expect, test } from "vitest";
import { basename, dirname } from "./index.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const latin1 = (path: Uint8Array): string => Buffer.from(path).toString("latin1");

// What dirname(3) and basename(3) answer; the last column marks where Node's functions answer something else.
test.each([
  ["/usr/lib", "/usr", "lib", "as Node"],
  ["/usr/", "/", "usr", "as Node"],
  ["usr", ".", "usr", "as Node"],
  ["/", "/", "", "as Node"],
  [".", ".", ".", "as Node"],
  ["..", ".", "..", "as Node"],
  ["/usr/lib/x.so", "/usr/lib", "x.so", "as Node"],
  ["a/", ".", "a", "as Node"],
  ["a/b/", "a", "b", "as Node"],
  ["a/b///", "a", "b", "as Node"],
  ["/a/..", "/a", "..", "as Node"],
  ["//", "/", "", "as Node"],
  ["//a", "/", "a", "unlike Node"],
  ["a//b", "a", "b", "unlike Node"],
  ["///a//b//", "///a", "b", "unlike Node"],
])("%j is in %j and called %j (%s)", (path, directory, name, node) => {
  expect([dirname(path), basename(path)]).toEqual([directory, name]);
  expect([latin1(dirname(bytes(path))), latin1(basename(bytes(path)))]).toEqual([directory, name]);
  expect(posix.dirname(path) === directory && posix.basename(path) === name).toBe(node === "as Node");
});
