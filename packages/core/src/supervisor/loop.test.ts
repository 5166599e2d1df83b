import { expect, test } from "vitest";
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
