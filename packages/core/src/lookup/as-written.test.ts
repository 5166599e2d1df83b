import { describe, expect, test } from "vitest";
import { AT_FDCWD } from "../abi/fcntl.ts";
import { ERRNO, errnoName } from "../abi/index.ts";
import { STAT_A } from "../supervisor/request/arena.ts";
import { PROCESS, Sandbox } from "../testing/sandbox.ts";
import { Entry, Node } from "../testing/tree/node.ts";
import { entryAt } from "../testing/tree/tree.ts";
import { EMPTY_PATH } from "./place.ts";

const TREE = { a: { b: { f: "x" } }, w: { d: {} } };

/** What a path comes to as it is written: the canonical path, `walk` where it takes a careful walk, or the errno. */
function read(
  path: string,
  options: { cwd?: Entry | string; rules?: readonly string[]; dirfd?: number; flags?: number } = {},
): string {
  const { kernel, emulator } = new Sandbox({ tree: TREE, rules: options.rules ?? [] });
  const task = kernel.tasks.get(PROCESS)!;
  const { cwd = "/" } = options;
  task.fs.cwd = typeof cwd === "string" ? entryAt(kernel.root, cwd) : cwd;
  task.table.add({ entry: entryAt(kernel.root, "/a"), flags: 0, position: 0 });
  kernel.pose({ pid: PROCESS, number: 83, args: [path], paths: 1 });
  const result = emulator.lookup.asWritten(emulator.first, 0, options.dirfd ?? AT_FDCWD, options.flags ?? 0);
  const { start, end } = emulator.first;
  emulator.call.release();
  expect(kernel.openDescriptors).toBe(0);
  if (result < 0) return errnoName(result);
  return result === 1 ? "walk" : String.fromCharCode(...kernel.arena.bytes.subarray(start, end));
}

describe("a path as written", () => {
  test.each([
    ["/", "/"],
    ["//", "/"],
    ["/a", "/a"],
    ["//a///b", "/a/b"],
    ["/./a/./b/f", "/a/b/f"],
    ["a", "/w/a"],
    ["./a//f", "/w/a/f"],
    ["none/at/all", "/w/none/at/all"],
    ["...", "/w/..."],
    ["..a/b..", "/w/..a/b.."],
    ["..", "walk"],
    ["a/../b", "walk"],
    ["/a/..", "walk"],
    ["/a/.", "walk"],
    [".", "walk"],
    ["/a/", "walk"],
    ["/proc", "walk"],
    ["/proc/self/fd", "walk"],
    ["/process", "/process"],
    ["x".repeat(256), "walk"],
    ["", "ENOENT"],
  ])("%s: %s", (path, expected) => {
    expect(read(path, { cwd: "/w" })).toBe(expected);
  });

  test.each([
    [0, "b/f", "/a/b/f"],
    [9, "b/f", "EBADF"],
    [-7, "b/f", "EBADF"],
    [9, "/b", "/b"],
  ])("from descriptor %d, %s: %s", (dirfd, path, expected) => {
    expect(read(path, { dirfd })).toBe(expected);
  });

  test("an empty path is the descriptor where that is asked for", () => {
    expect([read("", { dirfd: 0, flags: EMPTY_PATH }), read("", { cwd: "/w/d", flags: EMPTY_PATH })]).toEqual([
      "/a",
      "/w/d",
    ]);
  });

  test("a hidden step asks for care", () => {
    expect(read("/a/b/f", { rules: ["deny/walk+/a/b"] })).toBe("walk");
    expect(read("/w", { rules: ["deny/walk+/a/b"] })).toBe("/w");
  });
});

const named = (name: string): Entry => {
  const entry = new Entry("", undefined, new Node("directory", 0o755));
  entry.pseudo = name;
  return entry;
};

test.each([
  ["y", 1],
  ["./y", 1],
  ["d/y", 2],
  ["/w/y", 1],
])("the parent of %s is had by %d opens", (path, opens) => {
  const { kernel, emulator } = new Sandbox({ tree: TREE });
  kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(kernel.root, "/w");
  kernel.pose({ pid: PROCESS, number: 83, args: [path], paths: 1 });
  kernel.trace.length = 0;
  expect(emulator.lookup.name(emulator.first, 0, AT_FDCWD, 0)).toBe(0);
  expect(kernel.trace.filter((call) => call === "openat2")).toHaveLength(opens);
  const { directory, name } = emulator.first;
  expect(kernel.fstatat(directory, name, STAT_A, 0)).toBe(-ERRNO.ENOENT);
  emulator.call.release();
});

test("two relative paths of a call start from one pinned directory, though it is changed in between", () => {
  const { kernel, emulator } = new Sandbox({ tree: TREE });
  const task = kernel.tasks.get(PROCESS)!;
  const { first, second, lookup } = emulator;
  task.fs.cwd = entryAt(kernel.root, "/w");
  kernel.pose({ pid: PROCESS, number: 82, args: ["d/x", "y"], paths: 3 });
  const before = kernel.openDescriptors;
  expect(lookup.name(first, 0, AT_FDCWD, 0)).toBe(0);
  task.fs.cwd = entryAt(kernel.root, "/a");
  expect(lookup.name(second, 1, AT_FDCWD, 0)).toBe(0);
  const name = ({ start, end }: typeof first): string =>
    String.fromCharCode(...kernel.arena.bytes.subarray(start, end));
  expect([name(first), name(second), kernel.openDescriptors - before]).toEqual(["/w/d/x", "/w/y", 2]);
  emulator.call.release();
  expect(kernel.openDescriptors).toBe(before);
});

describe("a working directory whose name is no path to rely on (pitfall 76)", () => {
  test.each([["/w/gone (deleted)"], ["(unreachable)/x"], ["anon_inode:[x]"]])("%s asks for care", (name) => {
    expect(read("f", { cwd: named(name) })).toBe("walk");
  });
});
