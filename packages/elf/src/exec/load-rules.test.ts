import { expect, test } from "vitest";
import { judgeLoads } from "./load-rules.ts";
import type { ScannedLoad } from "./segment-scan.ts";

const TASK = 0x7fff_ffff_f000;
const context = { type: 2, entry: 0x40_0000, hasInterpreter: false, taskSize: TASK };
const load: ScannedLoad = { offset: 0, vaddr: 0x40_0000, filesz: 0x100, memsz: 0x200, congruent: true };

test.each<[string, Partial<ScannedLoad>]>([
  ["an ordinary segment", {}],
  ["no bytes in the file and any offset", { filesz: 0, congruent: false }],
  ["the last byte below the limit", { vaddr: TASK - 0x1000, memsz: 0x1000 }],
])("%s is mapped", (_, changes) => {
  expect(judgeLoads([{ ...load, ...changes }], context)).toEqual({ outcome: "runs" });
});

test.each<[string, Partial<ScannedLoad>, string]>([
  ["an offset that differs within a page", { congruent: false }, "PT_LOAD: p_offset and p_vaddr differ within a page"],
  ["an offset beyond 2^63", { offset: 2 ** 63 }, "PT_LOAD: p_offset out of range"],
  ["a kernel address", { vaddr: 2 ** 64 - 0x1000 }, "PT_LOAD: p_vaddr is no user address"],
  ["more bytes in the file than in memory", { filesz: 0x201 }, "PT_LOAD: p_filesz is larger than p_memsz"],
  ["an end beyond the limit", { vaddr: TASK - 0x1000, memsz: 0x1001 }, "PT_LOAD: p_memsz is out of range"],
  ["a size that wraps around", { memsz: 2 ** 64 - 1 }, "PT_LOAD: p_memsz is out of range"],
])("%s kills", (_, changes, reason) => {
  expect(judgeLoads([{ ...load, ...changes }], context)).toEqual({ outcome: "killed", reason });
});

test("a library's segments must map something, and fit together", () => {
  const dyn = { ...context, type: 3, entry: 0 };
  expect(judgeLoads([{ ...load, vaddr: 0, memsz: 0, filesz: 0 }], dyn)).toMatchObject({ outcome: "killed" });
  const far = { ...load, vaddr: TASK - 0x1000 };
  expect(judgeLoads([{ ...load, vaddr: 0 }, far], dyn)).toEqual({ outcome: "runs" });
  expect(
    judgeLoads(
      [
        { ...load, vaddr: 0 },
        { ...far, memsz: 0x2000 },
      ],
      dyn,
    ),
  ).toMatchObject({ outcome: "killed" });
});

test("the entry counts only when no interpreter takes over, and wraps around in a library", () => {
  const entry = TASK;
  expect(judgeLoads([load], { ...context, entry })).toEqual({
    outcome: "killed",
    reason: "e_entry is no user address",
  });
  expect(judgeLoads([load], { ...context, entry, hasInterpreter: true })).toEqual({ outcome: "runs" });
  expect(judgeLoads([load], { ...context, entry: 2 ** 64 - 1, type: 3 })).toEqual({ outcome: "runs" });
  expect(judgeLoads([load], { ...context, entry: 2 ** 64 - 1 })).toMatchObject({ outcome: "killed" });
});

test("no segments at all run: there is nothing to be wrong", () => {
  expect(judgeLoads([], context)).toEqual({ outcome: "runs" });
});
