import { expect, test } from "vitest";
import { AUDIT_ARCH } from "../abi/architecture.ts";
import { Assembler } from "./assembler.ts";
import { JUMP, LOAD, MAX_INSTRUCTIONS, RETURN, RET_ALLOW, RET_ERRNO } from "./bpf.ts";
import { compileFilter } from "./compile.ts";
import { emitSearch } from "./questions.ts";
import { simulate } from "./simulate.ts";
import { testContext } from "./test-context.ts";

/** What `bpf_check_classic` and `seccomp_check_filter` demand: known instructions, jumps inside the program, a return at the end. */
function faults(program: Uint8Array): readonly string[] {
  const view = new DataView(program.buffer);
  const count = program.length / 8;
  const found: string[] = [];
  for (let index = 0; index < count; index++) {
    const code = view.getUint16(index * 8, true);
    const k = view.getUint32(index * 8 + 4, true);
    const furthest =
      code === JUMP ? k : code === RETURN ? 0 : Math.max(view.getUint8(index * 8 + 2), view.getUint8(index * 8 + 3));
    if (code !== RETURN && index + 1 + furthest >= count) found.push(`${index} jumps out of the program`);
    if (![LOAD, 0x54, JUMP, 0x15, 0x25, 0x35, 0x45, RETURN].includes(code))
      found.push(`${index} has the unknown code ${code}`);
    if (code === LOAD && (k % 4 !== 0 || k > 60)) found.push(`${index} loads from ${k}`);
  }
  if (view.getUint16((count - 1) * 8, true) !== RETURN) found.push("the last instruction is no return");
  return found;
}

test.each([
  ["nothing", testContext()],
  ["everything", testContext("all", "all", { hasCapabilities: true, signalScope: false, pipeLimit: 1 })],
])("the kernel takes the filter of a run in which %s is guarded, and it is short", (_, context) => {
  const program = compileFilter(context);
  expect(faults(program)).toEqual([]);
  expect(program.length / 8).toBeLessThan(700);
});

test("a jump that is too far for a branch goes over an unconditional one", () => {
  const asm = new Assembler();
  const no = asm.returns(RET_ERRNO | 1);
  const yes = asm.returns(RET_ALLOW);
  const values = Array.from({ length: 1500 }, (_, index) => index * 3);
  emitSearch(asm, values, { yes, no });
  asm.step(LOAD, 0);
  const program = asm.toBytes();
  expect(faults(program)).toEqual([]);
  const allowed = Array.from({ length: 4600 }, (_, nr) => nr).filter(
    (nr) => simulate(program, { arch: 0, nr, args: [] }).action === "allow",
  );
  expect(allowed).toEqual(values);
});

test("a list of many requests is still searched, and every one of them is found", () => {
  const deniedIoctls = Array.from({ length: 900 }, (_, index) => 0x5000 + index * 7);
  const program = compileFilter(testContext("all", "all", { deniedIoctls }));
  const run = (request: number): string =>
    simulate(program, { arch: AUDIT_ARCH.x64, nr: 16, args: [0n, BigInt(request)] }).action;
  expect(faults(program)).toEqual([]);
  expect(deniedIoctls.filter((request) => run(request) !== "errno" || run(request + 1) !== "notify")).toEqual([]);
});

test("a filter that is longer than the kernel takes is an error", () => {
  const deniedIoctls = Array.from({ length: MAX_INSTRUCTIONS }, (_, index) => index);
  expect(() => compileFilter(testContext([], [], { deniedIoctls }))).toThrow(
    /the filter has \d+ instructions, at most 4096 are possible/,
  );
});

test("the simulator refuses what our filters do not use", () => {
  const program = Uint8Array.of(0x87, 0, 0, 0, 0, 0, 0, 0, 0x06, 0, 0, 0, 0, 0, 0, 0);
  expect(() => simulate(program, { arch: 0, nr: 0, args: [] })).toThrow(/instruction 0x87/);
  expect(() => simulate(new Uint8Array(), { arch: 0, nr: 0, args: [] })).toThrow(/ends without a return/);
});
