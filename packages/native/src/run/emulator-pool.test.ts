import { fstatSync, readdirSync, readlinkSync, writeSync } from "node:fs";
import type { DenialEvent, RunFacts } from "@sbx/core";
import { expect, test } from "vitest";
import { EmulatorPool } from "./emulator-pool.ts";
import { writeEvent } from "./emulator-worker.ts";
import { findNativeFiles, loadAddon } from "../load-addon.ts";

const logs = (): readonly number[] =>
  readdirSync("/proc/self/fd")
    .filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).includes("sbx-events");
      } catch {
        return false;
      }
    })
    .map(Number);

test("the log of the workers is given back as it is read: refusals without end do not fill the memory", () => {
  const event: DenialEvent = { time: 1, pid: 2, sys: "stat", cap: ["stat"], act: "deny", errno: 13, rules: [] };
  const seen: DenialEvent[] = [];
  const before = logs();
  const pool = new EmulatorPool({
    addon: loadAddon(findNativeFiles()),
    listener: -1,
    image: new BigUint64Array(1),
    imageLength: 0,
    facts: {} as RunFacts,
    umaskChanged: new Int32Array(1),
    sink: (one) => seen.push(one),
    module: new URL(import.meta.url),
  });
  const [log = -1] = logs().filter((fd) => !before.includes(fd));
  const lines = writeEvent(event).repeat(5000);
  for (let round = 0; round < 8; round++) {
    writeSync(log, lines);
    pool.drain();
  }
  expect(seen.length).toBe(40_000);
  expect(seen.at(-1)).toEqual(event);
  expect(fstatSync(log).size).toBeGreaterThan(3_000_000);
  expect(fstatSync(log).blocks * 512).toBeLessThan(2_000_000);
});
