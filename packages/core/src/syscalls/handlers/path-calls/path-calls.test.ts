import { describe, expect, test } from "vitest";
import { AT_EMPTY_PATH, AT_FDCWD, AT_REMOVEDIR, AT_SYMLINK_FOLLOW } from "../../../abi/fcntl.ts";
import { PROCESS, Sandbox } from "../../../testing/sandbox.ts";
import { detach, nameless } from "../../../testing/tree/node.ts";
import { entryAt, file, link, listing, type Tree } from "../../../testing/tree/tree.ts";

const tree = (): Tree => ({ f: file("text", 0o644, 1000), g: "other", d: { f: "x" }, e: {}, l: link("f") });
const RELAXED = [
  "trace/allow_unsafe_symlinks:true",
  "trace/allow_unsafe_hardlinks:true",
  "trace/allow_unsafe_filename:true",
];
const sandbox = (...rules: readonly string[]): Sandbox => new Sandbox({ tree: tree(), rules: [...RELAXED, ...rules] });
/** What was asked is told, and the call goes on. */
const TELL = "warn/all-l+/***";
const give = (s: Sandbox, path: string, flags = 0): number =>
  s.kernel.tasks.get(PROCESS)!.table.add({ entry: entryAt(s.kernel.root, path), flags, position: 0 });

describe("the categories of calls that change names", () => {
  test.each([
    ["rename", ["/f", "/new"], ["delete,rename /f", "create /new"]],
    ["rename", ["/f", "/g"], ["delete,rename /f", "create,delete /g"]],
    ["rename", ["/d", "/new"], ["rename,rmdir /d", "mkdir /new"]],
    ["rename", ["/d", "/e"], ["rename,rmdir /d", "mkdir,rmdir /e"]],
    ["rename", ["/l", "/new"], ["delete,rename /l", "create /new"]],
    ["renameat2", [AT_FDCWD, "/f", AT_FDCWD, "/d", 2], ["delete,rename,mkdir /f", "create,rename,rmdir /d"]],
    ["link", ["/f", "/new"], ["rename /f", "create /new"]],
    ["link", ["/l", "/new"], ["rename /l", "create /new"]],
    ["linkat", [AT_FDCWD, "/l", AT_FDCWD, "/new", AT_SYMLINK_FOLLOW], ["rename /f", "create /new"]],
    ["unlink", ["/f"], ["delete /f"]],
    ["unlink", ["/l"], ["delete /l"]],
    ["rmdir", ["/e"], ["rmdir /e"]],
    ["unlinkat", [AT_FDCWD, "/e", AT_REMOVEDIR], ["rmdir /e"]],
    ["mkdir", ["/new", 0o755], ["mkdir /new"]],
    ["symlink", ["anything", "/new"], ["symlink /new"]],
    ["mknod", ["/new", 0o010644, 0], ["mkfifo /new"]],
    ["mknod", ["/new", 0o100644, 0], ["create /new"]],
    ["mknod", ["/new", 0o644, 0], ["create /new"]],
  ])("%s %j: %j", (call, args, expected) => {
    const s = sandbox(TELL);
    const answer = s.call(call, ...args);
    const told = s.told().map((line) => line.replace(/^warn /, "").replace(/ 0$/, ""));
    expect([answer, told]).toEqual(["0", expected]);
  });
});

describe("what is wrong by itself is answered before rules are asked", () => {
  test.each([
    ["rename", ["/none", "/d/none/x"], "ENOENT"],
    ["rename", ["/none", "/g"], "ENOENT"],
    ["rename", ["/f", "/none/x"], "ENOENT"],
    ["renameat2", [AT_FDCWD, "/f", AT_FDCWD, "/g", 1], "EEXIST"],
    ["renameat2", [AT_FDCWD, "/f", AT_FDCWD, "/none", 2], "ENOENT"],
    ["renameat2", [AT_FDCWD, "/f", AT_FDCWD, "/g", 3], "EINVAL"],
    ["renameat2", [AT_FDCWD, "/f", AT_FDCWD, "/g", 8], "EINVAL"],
    ["rename", ["/f", "."], "EBUSY"],
    ["link", ["/none", "/g"], "ENOENT"],
    ["link", ["/f", "/g"], "EEXIST"],
    ["linkat", [AT_FDCWD, "/f", AT_FDCWD, "/new", 1], "EINVAL"],
    ["unlink", ["/none"], "ENOENT"],
    ["unlinkat", [AT_FDCWD, "/f", 1], "EINVAL"],
    ["rmdir", ["."], "EINVAL"],
    ["rmdir", ["/d/.."], "ENOTEMPTY"],
    ["rmdir", ["/"], "EBUSY"],
    ["mkdir", ["/f", 0], "EEXIST"],
    ["mkdir", ["/", 0], "EEXIST"],
    ["mkdir", ["/l", 0], "EEXIST"],
    ["symlink", ["", "/new"], "ENOENT"],
    ["symlink", ["x", "."], "EEXIST"],
  ])("%s %j: %s (pitfalls 35-38)", (call, args, expected) => {
    const s = sandbox("deny/all-l+/***");
    expect([s.call(call, ...args), s.told()]).toEqual([expected, []]);
  });

  test("a denied rename, link or removal changes nothing", () => {
    const s = sandbox("deny/all-l+/***");
    const before = listing(s.kernel.root);
    expect([
      s.call("rename", "/f", "/new"),
      s.call("link", "/f", "/new"),
      s.call("unlink", "/f"),
      s.call("rmdir", "/e"),
      s.call("mkdir", "/new", 0),
    ]).toEqual(["EACCES", "EACCES", "EACCES", "EACCES", "EACCES"]);
    expect(listing(s.kernel.root)).toEqual(before);
  });
});

describe("names that terminals and shells stumble over are not made (pitfalls 9-11)", () => {
  test.each([
    ["a\nb", "EILSEQ"],
    ["a\x1b[1m", "EILSEQ"],
    ["a\x7f", "EILSEQ"],
    ["-rf", "EILSEQ"],
    ["~", "EILSEQ"],
    [" a", "EILSEQ"],
    ["a ", "EILSEQ"],
    ["a;b", "EILSEQ"],
    ["\xff", "EILSEQ"],
    ["\xe2\x80\x83a", "EILSEQ"],
    ["a\xc2\xa0", "EILSEQ"],
    ["a b", "0"],
    ["a-b.c_~", "0"],
    ["\xc3\xa9", "0"],
  ])("%j: %s", (name, expected) => {
    const s = sandbox("trace/allow_unsafe_filename:false");
    expect(s.call("mkdir", `/${name}`, 0o755)).toBe(expected);
    expect(sandbox().call("mkdir", `/${name}`, 0o755)).toBe("0");
  });
});

/** The names of a listing read in pieces of `size` bytes. */
function list(s: Sandbox, size: number): readonly string[] {
  const fd = give(s, "/");
  const names: string[] = [];
  for (;;) {
    const buffer = new Uint8Array(size);
    const view = new DataView(buffer.buffer);
    const length = Number(s.call("getdents64", fd, buffer, size));
    if (!(length > 0)) return [...names, ...(length === 0 ? [] : [String(length)])];
    for (let at = 0; at < length; at += view.getUint16(at + 16, true)) {
      names.push(String.fromCharCode(...buffer.subarray(at + 19, buffer.indexOf(0, at + 19))));
    }
  }
}

describe("getdents64 leaves out what the policy does not list (pitfalls 7, 8)", () => {
  const ALL = [".", "..", "f", "g", "d", "e", "l", "proc"];

  test.each([[4096], [96], [32]])("in pieces of %d bytes", (size) => {
    expect(list(sandbox(), size)).toEqual(ALL);
    expect(list(sandbox("deny/list+/g", "deny/list+/d"), size)).toEqual([".", "..", "f", "e", "l", "proc"]);
    expect(list(sandbox("deny/list+/**"), size)).toEqual([".", ".."]);
  });

  test("a denied stat does not hide from a listing, nor the reverse", () => {
    expect(list(sandbox("deny/stat+/g"), 4096)).toEqual(ALL);
    expect(sandbox("deny/list+/g").call("stat", "/g", new Uint8Array(144))).toBe("0");
  });

  test("a buffer that is too small or not there is the kernel's error", () => {
    const s = sandbox();
    const fd = give(s, "/");
    const other = give(s, "/f");
    expect([
      s.call("getdents64", fd, new Uint8Array(8), 8),
      s.call("getdents64", 77, new Uint8Array(64), 64),
      s.call("getdents64", other, new Uint8Array(64), 64),
      s.call("getdents64", fd, 0x10, 4096),
    ]).toEqual(["EINVAL", "EBADF", "ENOTDIR", "EFAULT"]);
  });
});

const with3 = (...rules: readonly string[]): Sandbox => {
  const s = sandbox(...rules);
  for (const name of ["user.a", "security.b", "user.c", "trusted.d", "system.e"]) {
    entryAt(s.kernel.root, "/f").node.xattrs.set(name, Uint8Array.of(1, 2, 3));
  }
  return s;
};
const attributes = (s: Sandbox, size: number): string => {
  const buffer = new Uint8Array(Math.max(size, 1));
  const answer = s.call("listxattr", "/f", buffer, size);
  const text = String.fromCharCode(...buffer.subarray(0, size === 0 ? 0 : Number(answer) || 0));
  return `${answer} ${text
    .split("\0")
    .filter((name) => name !== "")
    .join(" ")}`;
};

describe("extended attributes", () => {
  test.each([
    [100, "14 user.a user.c", "44 user.a security.b user.c trusted.d system.e"],
    [0, "14 ", "44 "],
    [14, "14 user.a user.c", "ERANGE "],
    [13, "ERANGE ", "ERANGE "],
  ])("a list with room for %d: %s", (size, filtered, whole) => {
    expect([attributes(with3(), size), attributes(with3("trace/allow_unsafe_xattr:true"), size)]).toEqual([
      filtered,
      whole,
    ]);
  });

  test.each([
    ["getxattr", ["/f", "user.a", new Uint8Array(8), 8], "3"],
    ["getxattr", ["/f", "user.a", new Uint8Array(8), 0], "3"],
    ["getxattr", ["/f", "user.a", new Uint8Array(8), 2], "ERANGE"],
    ["getxattr", ["/f", "user.none", new Uint8Array(8), 8], "ENODATA"],
    ["getxattr", ["/f", "security.b", new Uint8Array(8), 8], "EOPNOTSUPP"],
    ["getxattr", ["/f", "", new Uint8Array(8), 8], "ERANGE"],
    ["getxattr", ["/f", `user.${"x".repeat(251)}`, new Uint8Array(8), 8], "ERANGE"],
    ["getxattr", ["/f", 0x10, new Uint8Array(8), 8], "EFAULT"],
    ["setxattr", ["/f", "user.a", new Uint8Array(4), 4, 1], "EEXIST"],
    ["setxattr", ["/f", "user.z", new Uint8Array(4), 4, 2], "ENODATA"],
    ["setxattr", ["/f", "user.z", new Uint8Array(4), 4, 0], "0"],
    ["setxattr", ["/f", "user.z", new Uint8Array(4), 65537, 0], "E2BIG"],
    ["setxattr", ["/f", "trusted.z", new Uint8Array(4), 4, 0], "EOPNOTSUPP"],
    ["removexattr", ["/f", "user.a"], "0"],
    ["removexattr", ["/f", "user.none"], "ENODATA"],
    ["lgetxattr", ["/l", "user.a", new Uint8Array(8), 8], "ENODATA"],
  ])("%s %j: %s", (call, args, expected) => {
    expect(with3().call(call, ...args)).toBe(expected);
  });
});

const u64 = (...values: readonly bigint[]): Uint8Array => new Uint8Array(BigInt64Array.from(values).buffer);

describe("times are converted to what utimensat takes", () => {
  test.each([
    ["utimensat", [AT_FDCWD, "/f", u64(1n, 2n, 3n, 4n), 0], [1n, 2n, 3n, 4n]],
    ["utimes", ["/f", u64(1n, 2n, 3n, 4n)], [1n, 2000n, 3n, 4000n]],
    ["futimesat", [AT_FDCWD, "/f", u64(1n, 999999n, 3n, 0n)], [1n, 999999000n, 3n, 0n]],
    ["utime", ["/f", u64(7n, 8n)], [7n, 0n, 8n, 0n]],
    ["utimensat", [AT_FDCWD, "/f", 0, 0], [-1n, -1n, -1n, -1n]],
  ])("%s", (call, args, expected) => {
    const s = sandbox();
    expect(s.call(call, ...args)).toBe("0");
    expect([...new BigInt64Array(entryAt(s.kernel.root, "/f").node.times.slice().buffer)]).toEqual(expected);
  });

  test.each([
    ["utimes", ["/f", u64(1n, 1000000n, 3n, 4n)], "EINVAL"],
    ["utimes", ["/f", u64(1n, -1n, 3n, 4n)], "EINVAL"],
    ["utimes", ["/f", 0x10], "EFAULT"],
    ["utimensat", [AT_FDCWD, "/f", 0, 1], "EINVAL"],
  ])("%s %j: %s", (call, args, expected) => {
    expect(sandbox().call(call, ...args)).toBe(expected);
  });
});

describe("changes of an object", () => {
  test.each([
    ["chown", ["/f", 1, 2], "chown,chgrp,chmod,chattr"],
    ["chown", ["/f", -1, 2], "chgrp,chmod,chattr"],
    ["chown", ["/d", 1, -1], "chown"],
    ["chown", ["/d", -1, -1], "utime"],
    ["chmod", ["/f", 0o600], "chmod"],
    ["truncate", ["/f", 1], "truncate,chmod,chattr"],
    ["access", ["/f", 4], "stat"],
    ["stat", ["/f", new Uint8Array(144)], "stat"],
    ["readlink", ["/l", new Uint8Array(8), 8], "readlink"],
  ])("%s %j asks %s", (call, args, expected) => {
    const s = sandbox("deny/all-l,readlink+/***");
    const answer = s.call(call, ...args);
    expect([answer, s.told().map((line) => line.split(" ")[1])]).toEqual(["EACCES", [expected]]);
  });

  test("a directory keeps its sticky bit, a file loses forced bits (pitfall 50)", () => {
    const s = sandbox("trace/force_umask:7022");
    entryAt(s.kernel.root, "/d").node.mode = 0o1777;
    s.call("chmod", "/d", 0o755);
    s.call("chmod", "/f", 0o4777);
    expect([entryAt(s.kernel.root, "/d").node.mode, entryAt(s.kernel.root, "/f").node.mode]).toEqual([0o1755, 0o755]);
  });

  test("ftruncate acts on the caller's own open file: its mode decides", () => {
    const s = sandbox();
    const [reads, writes] = [give(s, "/f", 0), give(s, "/f", 1)];
    expect([s.call("ftruncate", reads, 2), s.call("ftruncate", writes, 2), s.call("ftruncate", 99, 2)]).toEqual([
      "EINVAL",
      "0",
      "EBADF",
    ]);
    expect(entryAt(s.kernel.root, "/f").node.data.length).toBe(2);
  });

  test("an object that has lost its name may get a new one by linkat", () => {
    const s = sandbox();
    const fd = s.kernel.tasks
      .get(PROCESS)!
      .table.add({ entry: nameless("/memfd:x (deleted)", "file"), flags: 2, position: 0 });
    const held = give(s, "/g");
    detach(entryAt(s.kernel.root, "/g"));
    expect([
      s.call("linkat", held, "", AT_FDCWD, "/again", AT_EMPTY_PATH),
      s.call("linkat", AT_FDCWD, `/proc/self/fd/${fd}`, AT_FDCWD, "/made", AT_SYMLINK_FOLLOW),
    ]).toEqual(["ENOENT", "0"]);
  });
});

test("fstat by an empty path pins the descriptor once: programs make it after every open", () => {
  const s = sandbox("sandbox/stat:on", "allow/stat+/***");
  const fd = give(s, "/f");
  s.kernel.trace.length = 0;
  expect(s.call("newfstatat", fd, "", new Uint8Array(144), AT_EMPTY_PATH)).toBe("0");
  expect(s.kernel.trace.filter((call) => call === "openat2" || call === "readlinkat")).toEqual([
    "openat2",
    "readlinkat",
  ]);
});

test.each([
  [0, "0"],
  [AT_FDCWD, "0"],
  [9, "EBADF"],
  [-7, "EBADF"],
])("where stat is off, the look through descriptor %d by an empty path asks for no name: %s", (fd, expected) => {
  const s = sandbox("sandbox/all:off", "sandbox/walk:on", "allow/walk+/***");
  expect(give(s, "/f")).toBe(0);
  s.kernel.trace.length = 0;
  expect(s.call("newfstatat", fd, "", new Uint8Array(144), AT_EMPTY_PATH)).toBe(expected);
  expect(s.kernel.trace).not.toContain("readlinkat");
});
