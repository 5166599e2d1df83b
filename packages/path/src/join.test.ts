import { expect, test } from "vitest";
import { join, joinInside, PathError } from "./index.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
const latin1 = (path: Uint8Array): string => Buffer.from(path).toString("latin1");

/** The result, or the code of the error. */
function outcome(call: () => string): string {
  try {
    return call();
  } catch (error) {
    return error instanceof PathError ? error.code : String(error);
  }
}

test.each([
  [["/usr", "lib"], "/usr/lib"],
  [["/usr/", "./lib//x"], "/usr/lib/x"],
  [["/", "a"], "/a"],
  [["a", "b", "c/"], "a/b/c/"],
  [["/a", "/b", "c"], "/b/c"],
  [["", "a"], "a"],
  [["/a", ""], "/a"],
  [[".", "a"], "a"],
  [["a", "."], "a"],
  [["a"], "a"],
  [[], "EMPTY"],
  [["", ""], "EMPTY"],
  [["/a", "../b"], "DOTDOT"],
  [["/a", "b\0"], "NUL"],
  [["/a".repeat(1000), "b/".repeat(1100)], "TOO_LONG"],
  [["/a", "b".repeat(256)], "NAME_TOO_LONG"],
])("%j joined", (paths, expected) => {
  expect(outcome(() => join(...paths))).toBe(expected);
  expect(outcome(() => latin1(join(...paths.map(bytes))))).toBe(expected);
});

// Facts of typed-path 0.12, `UnixEncoding::push`: base, path, result.
test.each([
  ["", "/abc", "/abc"],
  ["some/path", "/abc", "/abc"],
  ["/some/path/", "/abc", "/abc"],
  ["", "abc", "abc"],
  ["some/path", "abc", "some/path/abc"],
  ["some/path/", "abc", "some/path/abc"],
  ["/etc", "passwd", "/etc/passwd"],
])("typed-path: %j joined with %j is %j", (base, path, expected) => {
  expect(join(base, path)).toBe(expected);
  expect(latin1(join(bytes(base), bytes(path)))).toBe(expected);
});

// Facts of typed-path 0.12, `UnixEncoding::push_checked`. An empty base is refused here; `.` stands for it. The last
// three keep `abc/../def` there: here every `..` is refused.
test.each([
  [".", "/abc", "ABSOLUTE"],
  ["some/path", "/abc", "ABSOLUTE"],
  ["/some/path/", "/abc", "ABSOLUTE"],
  [".", "some/inva\0lid/path", "NUL"],
  ["some/path", "some/inva\0lid/path", "NUL"],
  ["/some/path/", "some/inva\0lid/path", "NUL"],
  [".", "..", "DOTDOT"],
  ["some/path", "..", "DOTDOT"],
  ["/some/path/", "..", "DOTDOT"],
  [".", "abc/../def/.", "DOTDOT"],
  ["some/path", "abc/../def/.", "DOTDOT"],
  ["/some/path/", "abc/../def/.", "DOTDOT"],
  ["/etc", "passwd", "/etc/passwd"],
  ["some/path", "abc/./def/.", "some/path/abc/def"],
])("typed-path, checked: %j joined with %j is %j", (base, path, expected) => {
  expect(outcome(() => joinInside(base, path))).toBe(expected);
  expect(outcome(() => latin1(joinInside(bytes(base), bytes(path))))).toBe(expected);
});
