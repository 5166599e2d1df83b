import { describe, expect, test } from "vitest";
import { AT_FDCWD, AT_SYMLINK_NOFOLLOW, O_CREAT, O_TRUNC, O_WRONLY } from "../../abi/fcntl.ts";
import { Sandbox } from "../../testing/sandbox.ts";
import { file, link } from "../../testing/tree/tree.ts";

const TREE = { f: "hello", x: file("#!", 0o755), l: link("f"), d: { f: "below" } };
const BUFFER = (): Uint8Array => new Uint8Array(256);
const under = (...rules: readonly string[]): Sandbox => new Sandbox({ tree: TREE, rules });

describe("restrictions that lie in no rule", () => {
  test("force_no_symlinks: a link is not even looked at", () => {
    const sandbox = under("trace/force_no_symlinks:1");
    expect([
      sandbox.call("stat", "/l", BUFFER()),
      sandbox.call("lstat", "/l", BUFFER()),
      sandbox.call("newfstatat", AT_FDCWD, "/l", BUFFER(), AT_SYMLINK_NOFOLLOW),
      sandbox.call("lstat", "/f", BUFFER()),
    ]).toEqual(["ELOOP", "ELOOP", "ELOOP", "0"]);
    expect(under().call("lstat", "/l", BUFFER())).toBe("0");
  });

  test("force_wx_open: what may be executed is not written, and not made", () => {
    const sandbox = under("trace/force_wx_open:1", "trace/allow_unsafe_create:true");
    expect([
      sandbox.call("open", "/x", O_WRONLY, 0),
      sandbox.call("open", "/x", O_TRUNC, 0),
      sandbox.call("open", "/x", 0, 0),
      sandbox.call("open", "/proc/self/fd/0", O_WRONLY, 0),
      sandbox.call("open", "/f", O_WRONLY, 0),
      sandbox.call("open", "/n", O_CREAT | O_WRONLY, 0o711),
      sandbox.call("open", "/n", O_CREAT | O_WRONLY, 0o644),
    ]).toEqual(["EPERM", "EPERM", "fd 0", "EPERM", "fd 1", "EPERM", "fd 2"]);
  });

  test("force_ro_open: not through a descriptor either", () => {
    const sandbox = under("trace/force_ro_open:1");
    expect([sandbox.call("open", "/f", 0, 0), sandbox.call("open", "/proc/self/fd/0", O_WRONLY, 0)]).toEqual([
      "fd 0",
      "EPERM",
    ]);
  });

  test("force_no_xdev: no path crosses from one mount to another", () => {
    const sandbox = under("trace/force_no_xdev:1");
    expect([
      sandbox.call("stat", "/proc/self", BUFFER()),
      sandbox.call("open", "/proc", 0, 0),
      sandbox.call("open", "/d/../f", 0, 0),
      sandbox.call("chmod", "/d/f", 0o600),
      sandbox.call("mkdir", "/proc/n", 0o755),
    ]).toEqual(["EXDEV", "EXDEV", "fd 0", "0", "EXDEV"]);
  });

  test("force_cloexec: new descriptors are closed at exec", () => {
    expect(under("trace/force_cloexec:1").call("open", "/f", 0, 0)).toBe("fd 0 cloexec");
  });
});
