import { describe, expect, test, vi } from "vitest";
import { AUDIT_ARCH } from "../abi/index.ts";
import { policyOf, PROCESS, Sandbox } from "../testing/sandbox.ts";
import { FakeKernel } from "../testing/fake-kernel.ts";
import { dispatchTable, OPTIONS } from "../syscalls/index.ts";
import { readOption } from "./assemble.ts";
import { createSharedWords } from "./shared.ts";
import { Emulator } from "./emulator.ts";
import type { Handler } from "./emulation.ts";
import { PID_WORD } from "./request/arena.ts";
import { serve, type Control } from "./loop.ts";
import { ANSWERED, CONTINUE } from "./request/result.ts";

const IDENTITY = { protectedPids: [], uid: 1000, gid: 1000, umask: 0o022, dryRun: false, protectedSymlinks: false };

/** An emulator whose every call goes to one handler. */
function emulatorOf(handler: Handler, sink: (event: unknown) => void = () => undefined): Emulator {
  const kernel = new FakeKernel({ f: "x" });
  kernel.addTask(PROCESS);
  return new Emulator({
    kernel,
    arch: "x64",
    policy: policyOf([]),
    readOption,
    identity: IDENTITY,
    umaskChanged: createSharedWords(),
    rows: dispatchTable("x64").rows,
    handlerOf: () => handler,
    foreign: () => -38,
    sink,
    now: () => 0,
    exit: () => undefined,
  });
}

const pose = (emulator: Emulator, arch?: number, number = 2): FakeKernel => {
  const kernel = emulator.kernel as FakeKernel;
  kernel.pose({ pid: PROCESS, number, args: ["/f"], paths: 1, ...(arch === undefined ? {} : { arch }) });
  return kernel;
};

describe("what a handler returns becomes the answer", () => {
  test.each([
    [0, [{ value: 0 }]],
    [7, [{ value: 7 }]],
    [-2, [{ errno: 2 }]],
    [-38, [{ errno: 38 }]],
    [CONTINUE, ["continued"]],
    [ANSWERED, []],
  ])("%d: %o", (result, answers) => {
    const emulator = emulatorOf(() => result);
    const kernel = pose(emulator);
    expect([emulator.serve(), kernel.answers]).toEqual([true, answers]);
  });
});

const failing: Handler = (e) => {
  e.call.hold(e.kernel.openat2(-100, e.first.slot, 0, 0, 0));
  throw new Error("broken");
};

describe("whatever goes wrong is a refusal, and the next request is served", () => {
  test("a handler that throws", () => {
    const events: unknown[] = [];
    let calls = 0;
    const emulator = emulatorOf(
      (e) => (calls++ === 0 ? failing(e) : 5),
      (event) => events.push(event),
    );
    const kernel = pose(emulator);
    emulator.serve();
    pose(emulator);
    emulator.serve();
    expect([kernel.answers, kernel.openDescriptors]).toEqual([[{ errno: 13 }, { value: 5 }], 0]);
    expect(events).toEqual([
      {
        time: 0,
        pid: PROCESS,
        sys: "open",
        cap: [],
        act: "deny",
        errno: 13,
        rules: [],
        ctx: "internal",
        tip: "open: broken",
      },
    ]);
  });

  test("a receiver of events that throws", () => {
    const emulator = emulatorOf(failing, () => {
      throw new Error("the log is full");
    });
    const kernel = pose(emulator);
    expect([emulator.serve(), kernel.answers, kernel.openDescriptors]).toEqual([true, [{ errno: 13 }], 0]);
  });

  test("more descriptors than a request may hold", () => {
    const emulator = emulatorOf((e) => {
      for (;;) e.call.hold(e.kernel.openat2(-100, e.first.slot, 0, 0, 0));
    });
    const kernel = pose(emulator);
    emulator.serve();
    expect([kernel.answers, kernel.openDescriptors]).toEqual([[{ errno: 13 }], 1]);
  });
});

describe("calls that the table does not have", () => {
  test.each([
    ["another architecture", AUDIT_ARCH.ia32, 2],
    ["x32", undefined, 0x40000002],
    ["a number that no call has", undefined, 9999],
    ["a negative number", undefined, -1],
  ])("%s is foreign", (_, arch, number) => {
    const emulator = emulatorOf(() => 0);
    const kernel = pose(emulator, arch, number);
    emulator.serve();
    expect([kernel.answers, emulator.row.name]).toEqual([[{ errno: 38 }], "unknown"]);
  });

  test("they are refused with an event", () => {
    const s = new Sandbox();
    s.kernel.pose({ pid: PROCESS, number: 5, args: [], paths: 0, arch: AUDIT_ARCH.ia32 });
    expect([s.serve(), s.told()]).toEqual(["ENOSYS", ["deny foreign foreign ENOSYS"]]);
  });
});

test("a request that is lost meanwhile has done nothing", () => {
  const s = new Sandbox({ tree: { d: {} } });
  s.kernel.meanwhile = (call) => {
    if (call === "openAndAnswer") s.kernel.gone = true;
  };
  expect([
    s.call("open", "/d/new", 0o101, 0o600),
    s.kernel.answers,
    [...s.kernel.root.node.children.get("d")!.node.children],
  ]).toEqual(["not answered", [], []]);
});

/** Serves what `receive` answers, one after the other; what the control was asked. */
function run(received: readonly number[], stopAfter: number): { readonly result: number; readonly asked: string } {
  const emulator = emulatorOf(() => 0);
  let asked = "";
  let checks = 0;
  let turn = 0;
  vi.spyOn(emulator.kernel, "receive").mockImplementation(() => {
    emulator.kernel.arena.words[PID_WORD] = 100 + (turn % 2); // two tasks in turn
    return received[Math.min(turn++, received.length - 1)]!;
  });
  const control: Control = {
    check: () => {
      asked += "c";
      return ++checks >= stopAfter;
    },
    pause: () => void (asked += "p"),
    overloaded: () => void (asked += "o"),
    calm: () => undefined,
  };
  pose(emulator);
  return { result: serve(emulator, control), asked };
}

describe("the loop", () => {
  test.each([
    ["the doorbell is looked at", [-4, -4], 2, { result: 0, asked: "cc" }],
    [
      "nobody left is waited for, not spun on (pitfall 137)",
      Array.from({ length: 18 }, () => -2),
      18,
      { result: 0, asked: "ccccccccccccccccpcpc" },
    ],
    ["any other error ends it", [-9], 5, { result: -9, asked: "c" }],
    [
      "requests that queue up call for help, and the doorbell is not forgotten",
      [...Array.from({ length: 256 }, () => 1), -4],
      5,
      { result: 0, asked: "ccccoc" },
    ],
    [
      "requests that are waited for do not",
      [...Array.from({ length: 600 }, (_, i) => i % 2), -4],
      10,
      { result: 0, asked: "cccccccccc" },
    ],
  ])("%s", (_, received, stopAfter, expected) => {
    expect(run(received, stopAfter)).toEqual(expected);
  });
});

test("every option that the emulation reads is one of the policy language or of the table", () => {
  expect(OPTIONS.every((row) => Number.isInteger(readOption(policyOf([]), row.name)))).toBe(true);
});
