import { expect, test } from "vitest";
import { HAS_DOTDOT, join, normalize, resolveLexically, scanPath } from "./index.ts";

// Facts of cyphar/filepath-securejoin, join_test.go: TestHasDotDot (13 rows) and TestUncleanRoot (11 rows).
test.each([
  ["..", true],
  ["foo/bar/baz/..", true],
  ["../foo/bar/baz", true],
  ["foo/bar/../baz", true],
  ["foo/..bar/baz", false],
  ["foo/bar../baz", false],
  ["foo/b..r/baz", false],
  ["..foo/bar/baz", false],
  ["foo/bar/baz..", false],
  ["./foo/bar/baz", false],
  ["foo/bar/baz/.", false],
  ["foo/././bar/baz", false],
  ["foo//.//bar/baz////", false],
])("%j has a .. component: %j", (path, expected) => {
  expect((scanPath(Buffer.from(path), 0, path.length) & HAS_DOTDOT) !== 0).toBe(expected);
});

test.each(["foo/..", "../foo", "../foo", "foo/../foo/../a", "/root/foo///./bar/..///.///"])(
  "the unsafe root %j is refused",
  (root) => {
    expect(() => normalize(root)).toThrow(expect.objectContaining({ code: "DOTDOT", offset: root.indexOf("..") }));
  },
);

test.each([
  ["/root/foo/bar/", "/root/foo/bar/"],
  ["/root/foo/bar///", "/root/foo/bar/"],
  ["/root/foo///bar////baz", "/root/foo/bar/baz"],
  ["/root/foo/./bar", "/root/foo/bar"],
  ["/root/foo/bar/./.", "/root/foo/bar"],
  ["/root/foo///./bar/.///.///", "/root/foo/bar/"],
])("the safe root %j is taken as %j", (root, expected) => {
  expect(normalize(root)).toBe(expected);
  expect(join(root, "foo/bar/baz")).toBe(`${expected.replace(/\/$/, "")}/foo/bar/baz`);
});

// TestNoSymlink: without links a scoped join is the lexical resolution of the path as an absolute one.
test.each([
  ["somepath", "/dir/somepath"],
  ["even/more/path", "/dir/even/more/path"],
  ["/this/is/a/path", "/dir/this/is/a/path"],
  ["also/a/../path/././/with/some/./.././junk", "/dir/also/path/with/junk"],
  [`yetanother/../path/././/with/some/./.././junk../${"../".repeat(11)}etc/passwd`, "/dir/etc/passwd"],
  [`/${"../".repeat(16)}etc/passwd`, "/dir/etc/passwd"],
  [`${"../".repeat(16)}somedir`, "/dir/somedir"],
  ["../".repeat(16), "/dir/"],
  [`./../../.././././${"../".repeat(16)}etc passwd`, "/dir/etc passwd"],
])("%j, scoped, is %j", (path, expected) => {
  expect(join("/dir", `.${resolveLexically(`/${path}`)}`)).toBe(expected);
});
