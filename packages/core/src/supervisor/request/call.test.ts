import { describe, expect, test } from "vitest";
import { PROCESS } from "../../testing/sandbox.ts";
import { FakeKernel } from "../../testing/fake-kernel.ts";
import { NAME } from "./arena.ts";
import { Call } from "./call.ts";

function callWith(...args: readonly bigint[]): { readonly kernel: FakeKernel; readonly call: Call } {
  const kernel = new FakeKernel({ f: "x" });
  kernel.addTask(PROCESS);
  kernel.pose({ pid: PROCESS, number: 257, args, paths: 0 });
  return { kernel, call: new Call(kernel) };
}

describe("arguments are what the kernel takes of them (pitfall 41)", () => {
  test.each([
    [0n, 0, 0, true],
    [5n, 5, 0, false],
    [0xffffffffn, -1, 0, false],
    [0xffffff9cn, -100, 0, false],
    [0x1_0000_0000n, 0, 1, false],
    [0xdead_beef_0000_0003n, 3, -559038737, false],
    [-1n, -1, -1, false],
  ])("%d is the int %d with %d above it", (value, int, high, isNull) => {
    const { call } = callWith(value);
    expect([call.int(0), call.high(0), call.isNull(0)]).toEqual([int, high, isNull]);
  });

  test.each([
    [0n, 0],
    [10n, 10],
    [100n, 64],
    [0xffff_ffffn, 64],
    [0x1_0000_0000n, 64],
    [-1n, 64],
  ])("a size of %d is %d where 64 is the most", (value, expected) => {
    expect(callWith(value).call.size(0, 64)).toBe(expected);
  });

  test("a 64-bit argument is copied whole, and pointed elsewhere", () => {
    const { call } = callWith(0x1234_5678_9abc_def0n);
    call.put(0, NAME);
    expect(call.view.getBigUint64(NAME, true)).toBe(0x1234_5678_9abc_def0n);
    call.point(0, 7, 8);
    expect([call.int(0), call.high(0), call.pid, call.number]).toEqual([7, 8, PROCESS, 257]);
  });
});

const opened = (kernel: FakeKernel): number => {
  kernel.arena.bytes.set([47, 102, 0], NAME);
  return kernel.openat2(-100, NAME, 0, 0, 0);
};

describe("descriptors that live as long as the request", () => {
  test("are closed at its end", () => {
    const { kernel, call } = callWith();
    for (let i = 0; i < 64; i++) call.hold(opened(kernel));
    call.release();
    expect(kernel.openDescriptors).toBe(0);
    call.release();
    expect(kernel.trace.filter((name) => name === "close")).toHaveLength(64);
  });

  test("can be closed before, or given away", () => {
    const { kernel, call } = callWith();
    const [a = -1, b = -1, c = -1] = [1, 2, 3].map(() => call.hold(opened(kernel)));
    call.drop(a);
    call.giveAway(b);
    call.drop(77);
    expect([...kernel.self.table.files.keys()]).toEqual([b, c]);
    call.release();
    expect([...kernel.self.table.files.keys()]).toEqual([b]);
  });

  test.each(["drop", "giveAway", "release"] as const)("the working directory is forgotten by %s", (way) => {
    const { kernel, call } = callWith();
    call.workingDirectory = call.hold(opened(kernel));
    const other = call.hold(opened(kernel));
    call.drop(other);
    expect(call.workingDirectory).toBeGreaterThanOrEqual(0);
    call[way](call.workingDirectory);
    expect(call.workingDirectory).toBe(-1);
  });

  test("errors are passed on, one descriptor too many is a fault", () => {
    const { kernel, call } = callWith();
    expect(call.hold(-9)).toBe(-9);
    for (let i = 0; i < 320; i++) call.hold(opened(kernel));
    expect(() => call.hold(999)).toThrow("more than 320 descriptors");
    call.release();
    expect(kernel.openDescriptors).toBe(0);
  });
});
