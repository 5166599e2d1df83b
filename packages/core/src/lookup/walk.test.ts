import { describe, expect, test } from "vitest";
import { AT_FDCWD, O_PATH } from "../abi/fcntl.ts";
import { ERRNO, errnoName } from "../abi/index.ts";
import { NAME } from "../supervisor/request/arena.ts";
import { PROCESS, Sandbox } from "../testing/sandbox.ts";
import { device, entryAt, fifo, folder, link, type Tree } from "../testing/tree/tree.ts";
import { pathOf } from "../testing/tree/node.ts";
import { BENEATH, FOLLOW, IN_ROOT, MAY_MISS, NO_DOTDOT, NO_MAGICLINKS, NO_SYMLINKS, WANT_NAME } from "./place.ts";

const TREE: Tree = {
  a: { b: { f: "text" }, up: link(".."), out: link("../f") },
  f: "text",
  l: link("a"),
  lf: link("f"),
  absolute: link("/a/b"),
  dangling: link("none"),
  loop: link("loop"),
  slash: link("a/"),
  empty: link(""),
  fifo: fifo(),
  null: device("character", 1, 3),
  shared: folder(0o1777, { l: link("/f"), open: link("f") }),
  group: folder(0o775, { l: link("/f") }),
};

const RELAXED = ["trace/allow_unsafe_symlinks:true"];

/** Poses a call with one path and walks: the canonical path, or the errno. */
function walk(
  path: string,
  flags: number,
  options: { rules?: readonly string[]; tree?: Tree; cwd?: string } = {},
): string {
  const sandbox = new Sandbox({ tree: options.tree ?? TREE, rules: options.rules ?? RELAXED });
  const { kernel, emulator } = sandbox;
  kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(kernel.root, options.cwd ?? "/");
  kernel.pose({ pid: PROCESS, number: 83, args: [path], paths: 1 });
  const error = emulator.lookup.carefully(emulator.first, AT_FDCWD, flags);
  const { start, end, lastIsSpecial } = emulator.first;
  const result = error !== 0 ? errnoName(error) : String.fromCharCode(...kernel.arena.bytes.subarray(start, end));
  const kind = error === 0 && (flags & WANT_NAME) !== 0 && lastIsSpecial ? " special" : "";
  emulator.call.release();
  expect(kernel.openDescriptors).toBe(0);
  return result + kind;
}

describe("a walk ends where the kernel would", () => {
  test.each([
    ["/", "/"],
    ["//", "/"],
    ["/.", "/"],
    ["/..", "/"],
    ["/../../a", "/a"],
    ["a//b/./f", "/a/b/f"],
    ["a/b/..", "/a"],
    ["a/b/../../f", "/f"],
    ["l", "/a"],
    ["l/b/f", "/a/b/f"],
    ["lf", "/f"],
    ["absolute/f", "/a/b/f"],
    ["absolute/..", "/a"],
    ["a/up/a/b", "/a/b"],
    ["a/out", "/f"],
    ["slash", "/a"],
    ["l/", "/a"],
    ["fifo", "/fifo"],
    ["null", "/null"],
    ["none", "ENOENT"],
    ["none/", "ENOENT"],
    ["none/..", "ENOENT"],
    ["f/", "ENOTDIR"],
    ["f/.", "ENOTDIR"],
    ["f/..", "ENOTDIR"],
    ["f/x", "ENOTDIR"],
    ["fifo/x", "ENOTDIR"],
    ["lf/", "ENOTDIR"],
    ["dangling", "ENOENT"],
    ["dangling/x", "ENOENT"],
    ["loop", "ELOOP"],
    ["loop/x", "ELOOP"],
    ["empty", "ENOENT"],
    ["x".repeat(255), "ENOENT"],
    ["x".repeat(256), "ENAMETOOLONG"],
    [`f/${"x".repeat(256)}`, "ENOTDIR"],
    [`none/${"x".repeat(256)}`, "ENOENT"],
    [`${"./".repeat(2046)}f`, "/f"],
    [`${"a/../".repeat(818)}f`, "/f"],
  ])("%s: %s (pitfall 114)", (path, expected) => {
    expect(walk(path, FOLLOW)).toBe(expected);
  });

  test.each([
    ["l", "/l"],
    ["dangling", "/dangling"],
    ["loop", "/loop"],
    ["l/", "/a"],
    ["l/up", "/a/up"],
  ])("without following the last name, %s: %s", (path, expected) => {
    expect(walk(path, 0)).toBe(expected);
  });

  test.each([
    ["f", "/a/b/f"],
    ["../out", "/f"],
    ["../../..", "/"],
    [".", "/a/b"],
  ])("from /a/b, %s: %s", (path, expected) => {
    expect(walk(path, FOLLOW, { cwd: "/a/b" })).toBe(expected);
  });
});

describe("a name that is wanted is not looked at", () => {
  test.each([
    ["none", "/none"],
    ["l", "/l"],
    ["loop", "/loop"],
    ["none/", "/none"],
    ["l/new", "/a/new"],
    ["dangling/new", "ENOENT"],
    ["f/new", "ENOTDIR"],
    ["/", "/ special"],
    [".", "/ special"],
    ["a/.", "/a special"],
    ["a/..", "/a special"],
    ["l/..", "/a special"],
    ["none/..", "ENOENT"],
  ])("%s: %s (pitfalls 35, 36)", (path, expected) => {
    expect(walk(path, WANT_NAME | MAY_MISS)).toBe(expected);
  });
});

const chain = (length: number): Tree => ({
  end: "x",
  ...Object.fromEntries(Array.from({ length }, (_, i) => [`l${i}`, link(i === 0 ? "end" : `l${i - 1}`)])),
});

describe("at most 40 links are followed (pitfall 74)", () => {
  test.each([
    [40, "/end"],
    [41, "ELOOP"],
  ])("%d: %s", (length, expected) => {
    expect(walk(`l${length - 1}`, FOLLOW, { tree: chain(length) })).toBe(expected);
  });

  test("links on the way count with the last one", () => {
    const tree = { d: { here: link("."), f: "x" } };
    expect(walk(`d/${"here/".repeat(40)}f`, FOLLOW, { tree })).toBe("/d/f");
    expect(walk(`d/${"here/".repeat(41)}f`, FOLLOW, { tree })).toBe("ELOOP");
  });

  test("texts that grow for ever end too", () => {
    const long = `l/${"x".repeat(200)}/${"y".repeat(200)}/${"z".repeat(200)}`;
    expect(walk("l", FOLLOW, { tree: { l: link(long) } })).toBe("ELOOP");
  });

  test("a text as long as Linux takes one is followed", () => {
    expect(walk("l", FOLLOW, { tree: { f: "x", l: link(`${"./".repeat(2046)}f`) } })).toBe("/f");
  });
});

describe("what a walk refuses on request", () => {
  test.each([
    ["l", NO_SYMLINKS, "ELOOP"],
    ["l/b", NO_SYMLINKS | FOLLOW, "ELOOP"],
    ["a/b", NO_SYMLINKS | FOLLOW, "/a/b"],
    ["a/..", NO_DOTDOT, "EPERM"],
    ["a/b/f", NO_DOTDOT, "/a/b/f"],
    ["/proc/500/cwd/f", NO_MAGICLINKS, "ELOOP"],
    ["/proc/self/stat", NO_MAGICLINKS, "/proc/500/stat"],
  ])("%s with flags %d: %s", (path, flags, expected) => {
    expect(walk(path, flags === NO_SYMLINKS ? flags | FOLLOW : flags)).toBe(expected);
  });
});

describe("a scoped walk (pitfall 75)", () => {
  test.each([
    ["b/f", "/a/b/f", "/a/b/f"],
    ["..", "EXDEV", "/a"],
    ["b/..", "/a", "/a"],
    ["b/../..", "EXDEV", "/a"],
    ["up", "EXDEV", "/a"],
    ["out", "EXDEV", "ENOENT"],
    ["/b/f", "EXDEV", "/a/b/f"],
    ["/", "EXDEV", "/a"],
    ["b/../../a/b", "EXDEV", "ENOENT"],
  ])("%s from /a: beneath %s, with it as root %s", (path, beneath, inRoot) => {
    expect(walk(path, FOLLOW | BENEATH, { cwd: "/a" })).toBe(beneath);
    expect(walk(path, FOLLOW | IN_ROOT, { cwd: "/a" })).toBe(inRoot);
  });

  test("links to the root lead to the directory that stands for it", () => {
    const tree = { a: { l: link("/b/f"), b: { f: "x" } } };
    expect(walk("l", FOLLOW | IN_ROOT, { cwd: "/a", tree })).toBe("/a/b/f");
    expect(walk("l", FOLLOW | BENEATH, { cwd: "/a", tree })).toBe("EXDEV");
  });

  test("/proc/self is the caller, and sbx is absent", () => {
    expect(walk("proc/self/status", FOLLOW | IN_ROOT)).toBe("/proc/500/status");
    expect(walk("proc/10/status", FOLLOW | IN_ROOT)).toBe("ENOENT");
    expect(walk("proc/self/cwd/f", FOLLOW | IN_ROOT)).toBe("EXDEV");
  });

  test("a directory that is moved out of the scope meanwhile is not left through", () => {
    const sandbox = new Sandbox({ tree: { a: { b: { f: "x" } }, elsewhere: {} }, rules: RELAXED });
    const { kernel, emulator } = sandbox;
    kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(kernel.root, "/a");
    kernel.pose({ pid: PROCESS, number: 83, args: ["b/../f"], paths: 1 });
    const moved = entryAt(kernel.root, "/a/b");
    let steps = 0;
    kernel.meanwhile = (call) => {
      if (call !== "fstat" || steps++ !== 2) return;
      moved.parent!.node.children.delete("b");
      moved.parent = entryAt(kernel.root, "/elsewhere");
      moved.parent.node.children.set("b", moved);
    };
    expect(emulator.lookup.carefully(emulator.first, AT_FDCWD, FOLLOW | BENEATH)).toBe(-ERRNO.EXDEV);
    emulator.call.release();
  });
});

describe("links that somebody else may have planted", () => {
  test.each([
    ["/shared/l", "ELOOP", "/f"],
    ["/shared/open", "ELOOP", "ENOENT"],
    ["/group/l", "ELOOP", "/f"],
    ["/l/b", "/a/b", "/a/b"],
  ])("%s: %s while the hardening is in force, else %s", (path, trusted, relaxed) => {
    expect(walk(path, FOLLOW, { rules: ["trace/allow_unsafe_symlinks:false"] })).toBe(trusted);
    expect(walk(path, FOLLOW, { rules: RELAXED })).toBe(relaxed);
  });
});

describe("every step is judged by the walk category (pitfall 6)", () => {
  const tree = {
    hidden: { f: "x", d: {} },
    l: link("hidden"),
    l2: link("/hidden/f"),
    x: "x",
    inner: { l: link("../hidden/../x") },
  };
  const rules = [...RELAXED, "deny/walk+/hidden", "deny/walk+/hidden/***"];
  test.each([
    ["hidden", "ENOENT"],
    ["hidden/f", "ENOENT"],
    ["hidden/none", "ENOENT"],
    ["hidden/../x", "ENOENT"],
    ["hidden/f/x", "ENOENT"],
    ["l", "ENOENT"],
    ["l/f", "ENOENT"],
    ["l2", "ENOENT"],
    ["inner/l", "ENOENT"],
    ["x", "/x"],
  ])("%s: %s", (path, expected) => {
    expect(walk(path, FOLLOW, { tree, rules })).toBe(expected);
  });

  test("from inside of a hidden directory nothing is seen of it above", () => {
    expect(walk("..", FOLLOW, { tree, rules, cwd: "/hidden/d" })).toBe("ENOENT");
  });
});

test("an unreadable path is the error of reading it", () => {
  const sandbox = new Sandbox({ tree: TREE });
  sandbox.kernel.pose({ pid: PROCESS, number: 83, args: [0x666], paths: 1 });
  expect(sandbox.serve()).toBe("EFAULT");
  sandbox.kernel.pose({ pid: PROCESS, number: 83, args: ["x".repeat(4096)], paths: 1 });
  expect(sandbox.serve()).toBe("ENAMETOOLONG");
  expect(sandbox.call("mkdir", "x/".repeat(2047), 0o755)).toBe("ENOENT");
});

test("a descriptor that is no directory, or none, is refused as the kernel does", () => {
  const sandbox = new Sandbox({ tree: TREE });
  const { table } = sandbox.kernel.tasks.get(PROCESS)!;
  const fd = table.add({ entry: entryAt(sandbox.kernel.root, "/f"), flags: O_PATH, position: 0 });
  expect([
    sandbox.call("mkdirat", fd, "x", 0),
    sandbox.call("mkdirat", 77, "x", 0),
    sandbox.call("mkdirat", -5, "x", 0),
    sandbox.call("mkdirat", 77, "/new", 0),
    sandbox.call("mkdirat", 77, "", 0),
    sandbox.call("newfstatat", -100, "", new Uint8Array(144), 0),
  ]).toEqual(["ENOTDIR", "EBADF", "EBADF", "0", "ENOENT", "ENOENT"]);
  expect(pathOf(entryAt(sandbox.kernel.root, "/new"))).toBe("/new");
  expect(sandbox.kernel.arena.bytes[NAME]).toBeDefined();
});
