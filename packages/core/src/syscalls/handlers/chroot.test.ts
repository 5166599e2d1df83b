import { describe, expect, test } from "vitest";
import { Sandbox } from "../../testing/sandbox.ts";

const TREE = { d: {}, f: "hello" };

describe("chroot", () => {
  test("an allowed one cuts the whole run off: no path leads anywhere any more", () => {
    const sandbox = new Sandbox({ tree: TREE });
    expect([
      sandbox.call("chroot", "/f"),
      sandbox.call("open", "/f", 0, 0),
      sandbox.call("chroot", "/d"),
      sandbox.call("open", "/f", 0, 0),
      sandbox.call("stat", "f", new Uint8Array(144)),
      sandbox.call("mkdir", "/n", 0o755),
      sandbox.call("execve", "/f", 0, 0),
      sandbox.call("chdir", "/d"),
      sandbox.call("chdir", "//"),
      sandbox.call("chroot", "/d"),
    ]).toEqual(["ENOTDIR", "fd 0", "0", "ENOENT", "ENOENT", "ENOENT", "ENOENT", "ENOENT", "continued", "ENOENT"]);
    expect(sandbox.told()).toEqual([" chroot_sandbox /d 0"]);
  });

  test("one that is denied changes nothing", () => {
    const sandbox = new Sandbox({ tree: TREE, rules: ["deny/chroot+/***"] });
    expect([sandbox.call("chroot", "/d"), sandbox.call("open", "/f", 0, 0)]).toEqual(["EACCES", "fd 0"]);
  });

  test("with allow_unsafe_chroot it answers 0 and does nothing", () => {
    const sandbox = new Sandbox({ tree: TREE, rules: ["trace/allow_unsafe_chroot:true"] });
    expect([sandbox.call("chroot", "/d"), sandbox.call("open", "/f", 0, 0)]).toEqual(["0", "fd 0"]);
  });
});
