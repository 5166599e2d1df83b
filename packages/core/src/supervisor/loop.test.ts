import { expect, test } from "vitest";
import { ERRNO } from "../abi/index.ts";
import type { Emulator } from "./emulator.ts";
import { serve, type Control } from "./loop.ts";

const NOTHING: Control = {
  check: () => false,
  pause: () => undefined,
  overloaded: () => undefined,
  calm: () => undefined,
};

test("the control is heard although requests never run out", () => {
  let served = 0;
  const emulator = {
    kernel: { receive: () => 1 },
    call: {
      get pid() {
        return served;
      },
    },
    serve: () => ++served < 100_000,
  } as unknown as Emulator;
  let grown = 0;
  const control: Control = { ...NOTHING, check: () => served >= 1000, overloaded: () => grown++ };
  expect(serve(emulator, control)).toBe(0);
  expect(served).toBeLessThan(1100);
  expect(grown).toBeGreaterThan(0);
});

test("one busy task asks for no second emulator, and lets one that is there rest", () => {
  let served = 0;
  const emulator = {
    kernel: { receive: () => 1 },
    call: { pid: 7 },
    serve: () => ++served < 5000,
  } as unknown as Emulator;
  const told = { grown: 0, calm: 0 };
  serve(emulator, { ...NOTHING, overloaded: () => told.grown++, calm: () => told.calm++ });
  expect(told).toEqual({ grown: 0, calm: 2 });
});

test("callers that signals interrupt are not paused for; where nobody is left, nobody spins", () => {
  const results = [
    -ERRNO.ENOENT,
    0,
    -ERRNO.ENOENT,
    -ERRNO.ENOENT,
    0,
    ...Array.from({ length: 40 }, () => -ERRNO.ENOENT),
  ];
  let at = 0;
  let served = 0;
  const emulator = {
    kernel: { receive: () => results[at++] },
    call: { pid: 7 },
    serve: () => {
      served++;
      return true;
    },
  } as unknown as Emulator;
  const pauses: number[] = [];
  const control: Control = { ...NOTHING, pause: () => pauses.push(at), check: () => at >= results.length };
  expect(serve(emulator, control)).toBe(0);
  expect([served, pauses[0], pauses.length]).toEqual([2, 21, 24]);
});
