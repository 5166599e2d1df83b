import { describe, expect, test } from "vitest";
import { PROCESS, Sandbox } from "../../testing/sandbox.ts";
import { pathOf } from "../../testing/tree/node.ts";
import { nameOfTerminal } from "./open/special-file.ts";

describe("a terminal by its device number", () => {
  test.each([
    [0, ""],
    [Number.NaN, ""],
    [34816, "/dev/pts/0"],
    [34823, "/dev/pts/7"],
    [0x100000 | 34816, "/dev/pts/256"],
    [1024, "/dev/tty0"],
    [1025, "/dev/tty1"],
    [1088, "/dev/ttyS0"],
    [0x500, ""],
  ])("%d: %s", (device, expected) => {
    expect(nameOfTerminal(device)).toBe(expected);
  });
});

describe("memfd_create", () => {
  test.each([
    ["abc", 0, "fd 0"],
    ["abc", 1, "fd 0 cloexec"],
    ["", 0, "fd 0"],
    ["x".repeat(249), 0, "fd 0"],
    ["x".repeat(250), 0, "EINVAL"],
    ["secret", 0, "EACCES"],
    [0x10, 0, "EFAULT"],
  ])("%s with flags %d: %s", (name, flags, expected) => {
    expect(new Sandbox({ rules: ["deny/create+!memfd:secret"] }).call("memfd_create", name, flags)).toBe(expected);
  });

  test("what was judged is what is made", () => {
    const s = new Sandbox();
    s.call("memfd_create", "abc", 0);
    expect(pathOf(s.kernel.tasks.get(PROCESS)!.table.files.get(0)!.entry)).toBe("/memfd:abc (deleted)");
  });
});

test("a signalfd that exists is changed without being asked about", () => {
  const s = new Sandbox({ rules: ["deny/create+!signalfd"] });
  expect([s.call("signalfd4", -1, 0, 8, 0), s.call("signalfd4", 3, 0, 8, 0)]).toEqual(["ENODEV", "continued"]);
});

test("a call that is always refused is told with its path", () => {
  const s = new Sandbox();
  expect([s.call("quotactl", 0, "/dev/sda", 0, 0), s.told()]).toEqual(["EPERM", ["deny syscall /dev/sda EPERM"]]);
});
