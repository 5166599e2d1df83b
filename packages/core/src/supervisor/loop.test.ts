import { expect, test } from "vitest";
import type { Emulator } from "./emulator.ts";
import { serve, type Control } from "./loop.ts";

test("the control is heard although requests never run out", () => {
  let served = 0;
  const emulator = { kernel: { receive: () => 1 }, serve: () => ++served < 100_000 } as unknown as Emulator;
  let grown = 0;
  const control: Control = { check: () => served >= 1000, pause: () => undefined, overloaded: () => grown++ };
  expect(serve(emulator, control)).toBe(0);
  expect(served).toBeLessThan(1100);
  expect(grown).toBeGreaterThan(0);
});
