import { describe, expect, test } from "vitest";
import { O_CREAT, O_WRONLY } from "../../../abi/fcntl.ts";
import { Sandbox } from "../../../testing/sandbox.ts";

// The fake kernel's type of a file system is its device number: 1 for the tree.

const TREE = { d: {}, f: "hello" };
const on = (...rules: readonly string[]): Sandbox =>
  new Sandbox({ tree: TREE, rules: ["sandbox/fs:on", "trace/allow_unsafe_open_suid:true", ...rules] });

describe("opens by type of file system", () => {
  test("nothing opens whose type is not listed, and nothing is made", () => {
    const sandbox = on("allow/fs+2");
    expect([
      sandbox.call("open", "/f", 0, 0),
      sandbox.call("open", "/d", 0, 0),
      sandbox.call("open", "/n", O_CREAT | O_WRONLY, 0o600),
      sandbox.call("stat", "/n", new Uint8Array(144)),
      sandbox.call("stat", "/f", new Uint8Array(144)),
    ]).toEqual(["EACCES", "EACCES", "EACCES", "ENOENT", "0"]);
    expect(sandbox.told()).toEqual([
      "deny access /f EACCES",
      "deny fs /f EACCES",
      "deny access /d EACCES",
      "deny fs /d EACCES",
      "deny access /n EACCES",
      "deny fs /n EACCES",
    ]);
  });

  test("what is listed opens, silently", () => {
    const sandbox = on("allow/fs+1");
    expect([
      sandbox.call("open", "/f", 0, 0),
      sandbox.call("open", "/n", O_CREAT | O_WRONLY, 0o600),
      sandbox.call("open", "/proc/self/fd/0", 0, 0),
    ]).toEqual(["fd 0", "fd 1", "fd 2"]);
    expect(sandbox.told()).toEqual([]);
  });

  test.each([
    ["warn", "fd 0", ["warn access /f 0", "warn fs /f 0"]],
    ["filter", "EACCES", []],
    ["kill", "EACCES", ["kill access /f EACCES", "kill fs /f EACCES"]],
  ])("the action %s", (action, answer, told) => {
    const sandbox = on(`default/fs:${action}`);
    expect([sandbox.call("open", "/f", 0, 0), sandbox.told()]).toEqual([answer, told]);
  });
});
