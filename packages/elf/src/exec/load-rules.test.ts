import { expect, test } from "vitest";
import type { ProgramHeader } from "../structures/program-header.ts";
import { judgeLoads } from "./load-rules.ts";

const TASK = 0x7fff_ffff_f000;
const context = { type: 2, entry: 0x40_0000n, hasInterpreter: false, taskSize: TASK };
const load: ProgramHeader = { type: 1, flags: 5, offset: 0n, vaddr: 0x40_0000n, paddr: 0n, filesz: 0x100n, memsz: 0x200n, align: 0x1000n };

test.each<[string, Partial<ProgramHeader>]>([
  ["an ordinary segment", {}],
  ["an offset that is equal modulo a page", { offset: 0x1010n, vaddr: 0x40_0010n }],
  ["no bytes in the file and any offset", { filesz: 0n, offset: 0x11n }],
  ["the last byte below the limit", { vaddr: BigInt(TASK) - 0x1000n, memsz: 0x1000n }],
])("%s is mapped", (_, changes) => {
  expect(judgeLoads([{ ...load, ...changes }], context)).toEqual({ outcome: "runs" });
});

test.each<[string, Partial<ProgramHeader>, string]>([
  ["an offset that differs within a page", { offset: 1n }, "PT_LOAD: p_offset and p_vaddr differ within a page"],
  ["an offset beyond 2^63", { offset: 2n ** 63n }, "PT_LOAD: p_offset out of range"],
  ["a kernel address", { vaddr: 2n ** 64n - 0x1000n }, "PT_LOAD: p_vaddr is no user address"],
  ["more bytes in the file than in memory", { filesz: 0x201n }, "PT_LOAD: p_filesz is larger than p_memsz"],
  ["an end beyond the limit", { vaddr: BigInt(TASK) - 0x1000n, memsz: 0x1001n }, "PT_LOAD: p_memsz is out of range"],
  ["a size that wraps around", { memsz: 2n ** 64n - 1n }, "PT_LOAD: p_memsz is out of range"],
])("%s kills", (_, changes, reason) => {
  expect(judgeLoads([{ ...load, ...changes }], context)).toEqual({ outcome: "killed", reason });
});

test("a library's segments must map something, and fit together", () => {
  const dyn = { ...context, type: 3, entry: 0n };
  expect(judgeLoads([{ ...load, vaddr: 0n, memsz: 0n, filesz: 0n }], dyn)).toMatchObject({ outcome: "killed" });
  const far = { ...load, vaddr: BigInt(TASK) - 0x1000n };
  expect(judgeLoads([{ ...load, vaddr: 0n }, far], dyn)).toEqual({ outcome: "runs" });
  expect(judgeLoads([{ ...load, vaddr: 0n }, { ...far, memsz: 0x2000n }], dyn)).toMatchObject({ outcome: "killed" });
});

test("the entry counts only when no interpreter takes over, and wraps around in a library", () => {
  const entry = BigInt(TASK);
  expect(judgeLoads([load], { ...context, entry })).toEqual({ outcome: "killed", reason: "e_entry is no user address" });
  expect(judgeLoads([load], { ...context, entry, hasInterpreter: true })).toEqual({ outcome: "runs" });
  expect(judgeLoads([load], { ...context, entry: 2n ** 64n - 1n, type: 3 })).toEqual({ outcome: "runs" });
  expect(judgeLoads([load], { ...context, entry: 2n ** 64n - 1n })).toMatchObject({ outcome: "killed" });
});

test("no segments at all run: there is nothing to be wrong", () => {
  expect(judgeLoads([], context)).toEqual({ outcome: "runs" });
});
