import { closeSync, openSync } from "node:fs";
import { createArena } from "@sbx/core";
import { describe, expect, test } from "vitest";
import { findNativeFiles, loadAddon } from "./load-addon.ts";
import { syscallNumbers } from "./numbers.ts";

const addon = loadAddon(findNativeFiles());
const arena = createArena();
const caller = new addon.Syscaller(arena.buffer);
const nr = syscallNumbers(process.arch);
const EFAULT = -14;
const EBADF = -9;
const INTEGER = 0;
const OFFSET = 1;
const NUMBER = 2;
const kinds = (...list: readonly number[]): number => list.reduce((sum, kind, i) => sum | (kind << (2 * i)), 0);

describe("arguments of the one door for system calls", () => {
  test("integers are signed", () => {
    expect([caller.call(nr.close, kinds(INTEGER), -1), caller.call(nr.close, kinds(INTEGER), 99999)]).toEqual([
      EBADF,
      EBADF,
    ]);
  });

  test("offsets become addresses, and 0 NULL", () => {
    const fd = openSync("/proc/self/stat", "r");
    const read = caller.call(nr.pread64, kinds(INTEGER, OFFSET), fd, 0x1000, 4, 0);
    const nothing = caller.call(nr.pread64, kinds(INTEGER, OFFSET), fd, 0, 4, 0);
    closeSync(fd);
    expect([read, String.fromCharCode(...arena.bytes.subarray(0x1000, 0x1004)), nothing]).toEqual([
      4,
      String(process.pid).padEnd(4).slice(0, 4),
      EFAULT,
    ]);
  });

  test("64-bit numbers are taken from the arena", () => {
    new DataView(arena.buffer).setBigInt64(0x2000, -1n, true);
    expect(caller.call(nr.ftruncate, kinds(INTEGER, NUMBER), 0, 0x2000)).toBe(-22);
  });

  test.each([
    ["an offset behind the end", OFFSET, arena.bytes.length],
    ["an offset far away", OFFSET, 0xffffffff],
    ["a negative offset", OFFSET, -8],
    ["a number that does not fit", NUMBER, arena.bytes.length - 7],
    ["a number far away", NUMBER, 0xffffffff],
  ])("%s is EFAULT", (_, kind, offset) => {
    expect(caller.call(nr.pread64, kinds(INTEGER, kind), 0, offset, 1, 0)).toBe(EFAULT);
  });
});
