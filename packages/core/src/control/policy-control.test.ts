import { describe, expect, test } from "vitest";
import { ERRNO } from "../abi/index.ts";
import { parsePolicy, type Policy } from "../policy/index.ts";
import { FakeKernel } from "../testing/fake-kernel.ts";
import { PolicyControl, type ControlledEmulator } from "./policy-control.ts";

const FIRST = 500;

function setUp(
  lines: readonly string[],
  changed?: (policy: Policy) => void,
): {
  control: PolicyControl;
  told: string[];
  kernel: FakeKernel;
  done: string[];
} {
  const told: string[] = [];
  const done: string[] = [];
  const kernel = new FakeKernel({});
  kernel.addTask(FIRST);
  kernel.addTask(501, { tgid: FIRST });
  kernel.addTask(700);
  const policy: Policy = parsePolicy(
    lines.map((text) => ({ kind: "line", text })),
    { environment: {} },
  ).policy;
  const keep = (image: Uint8Array, which: string): Uint8Array => {
    done.push(which);
    return image;
  };
  const context = { environment: {} };
  const control = new PolicyControl({ policy, context, firstProcess: FIRST, keep, changed }, kernel);
  return { control, told, kernel, done };
}

const emulator = (told: string[]): ControlledEmulator => ({
  replace: () => told.push("replaced"),
  desert: () => told.push("deserted"),
  exit: (status) => told.push(`exit ${status}`),
  tell: (errno, context) => told.push(`${context} ${errno}`),
});

describe("commands to the policy", () => {
  test.each([
    ["off", true, true, true, true],
    ["exec", true, false, true, false],
    ["drop", true, true, false, false],
    ["read", false, false, true, true],
    ["on", false, false, false, false],
  ])("lock:%s: who may command and who may read", (lock, first, other, firstReads, otherReads) => {
    const { control, kernel } = setUp([`lock:${lock}`]);
    expect([
      control.mayCommand(kernel, 501),
      control.mayCommand(kernel, 700),
      control.mayRead(kernel, FIRST),
      control.mayRead(kernel, 700),
    ]).toEqual([first, other, firstReads, otherReads]);
  });

  test.each([
    ["off", "sandbox/read:on", 0, ["replaced"]],
    ["off", "sandbox/tpe:off", 0, ["replaced"]],
    ["off", "sandbox/stat:on", -ERRNO.EBUSY, ["configure_sandbox 16"]],
    ["off", "nosuch", -ERRNO.EINVAL, ["configure_sandbox 22"]],
    ["off", "sandbox/walk?", -ERRNO.ENOENT, []],
    ["off", "sandbox/read?", 0, []],
    ["off", "sandbox/read:", -ERRNO.ENOENT, []],
    ["off", "load/off", -ERRNO.EBUSY, []],
    ["off", "mem/max:1G", 0, ["configure_sandbox 0", "replaced"]],
    ["off", "panic", 0, ["exit 127"]],
    ["off", "ghost", 0, ["deserted", "confine 0"]],
    ["drop", "allow/read+/x", -ERRNO.EPERM, ["configure_sandbox 1"]],
    ["drop", "deny/read+/x", 0, ["replaced"]],
  ] as const)("lock:%s: %s", (lock, text, result, told) => {
    const { control, told: seen } = setUp([`lock:${lock}`]);
    expect([control.command(text, emulator(seen)), seen]).toEqual([result, told]);
  });

  test("who asked is told of each new policy", () => {
    const levels: unknown[] = [];
    const { control } = setUp(["lock:off"], ({ options }) => levels.push(options.get("log/level")?.value));
    for (const text of ["log/level:info", "nosuch", "log/level:error"]) control.command(text, emulator([]));
    expect(levels).toEqual([6, 3]);
  });

  test("the last image is the one that is locked", () => {
    const { control, done } = setUp(["lock:off"]);
    for (const text of ["sandbox/read:on", "allow/read+/x", "lock:on"]) control.command(text, emulator([]));
    expect([done, control.isClosed]).toEqual([["next", "next", "last"], true]);
    expect(control.command("sandbox/read:off", emulator([]))).toBe(-ERRNO.ENOENT);
  });

  test("files and variables of the command itself are out of reach", () => {
    const { control } = setUp(["lock:off"]);
    expect(control.command("include /etc/passwd", emulator([]))).toBeLessThan(0);
    expect(control.command("allow/read+${HOME}", emulator([]))).toBe(-ERRNO.EINVAL);
  });

  test("the state as mode bits and links", () => {
    const { control } = setUp(["lock:off", "sandbox/all,ioctl,lock,tpe,uring,pty,fs:off", "sandbox/read,stat:on"]);
    expect([control.mode, control.links]).toEqual([0o440, 0b11000n]);
    expect(JSON.parse(control.text(""))).toMatchObject({ lock: "off", sandbox: { read: true, write: false } });
  });
});
