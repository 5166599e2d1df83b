import { AUDIT_ARCH, X32_SYSCALL_BIT } from "../abi/architecture.ts";
import type { Architecture } from "../abi/architecture.ts";
import { ERRNO } from "../abi/errno.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { SYSCALLS } from "../syscalls/table.ts";
import { Assembler } from "./assembler.ts";
import type { Label } from "./assembler.ts";
import { DATA_ARCH, DATA_NR, JUMP_AT_LEAST, JUMP_EQUAL, LOAD, RET_ALLOW, RET_ERRNO, RET_USER_NOTIF } from "./bpf.ts";
import { decisionFor } from "./decision.ts";
import type { Branch, Decision } from "./decision.ts";
import { emitQuestion, emitSearch } from "./questions.ts";

/** Answer to a number that no call has: ENOSYS, as the kernel would say, without an event because C libraries try new calls first. */
const UNKNOWN_CALL = RET_ERRNO | ERRNO.ENOSYS;

/**
 * Numbers by which a process of another ABI ends or returns from a signal handler. They are never trapped: without sbx it could not end.
 * ia32's come from the table; x32's rt_sigreturn has a number of its own; arm64's 32-bit mode is `AUDIT_ARCH_ARM` with ia32's old numbers.
 */
const FOREIGN_EXITS: Readonly<Record<Architecture, { readonly arch: number; readonly numbers: readonly number[] }>> = {
  x64: { arch: AUDIT_ARCH.ia32, numbers: foreignNumbers() },
  arm64: { arch: 0x40000028, numbers: [1, 119, 173, 248] },
};

const X32_EXITS: readonly number[] = [60, 231, 513].map((number) => X32_SYSCALL_BIT + number);

/** From `first` on, up to the next run, every number is decided alike. */
interface Run {
  readonly first: number;
  readonly decision: Decision;
}

/**
 * Compiles the filter of a run: the verdict of every row of the table, ENOSYS for numbers that no row has, and a notification for calls
 * of other ABIs. Calls whose verdict does not depend on an argument are decided without loading one, so that the kernel can cache them.
 *
 * @returns an array of `struct sock_filter`, 8 bytes each, little endian
 * @throws RangeError if the program gets longer than the kernel takes
 */
export function compileFilter(context: FilterContext): Uint8Array {
  const asm = new Assembler();
  const native = emitRuns(asm, runsOf(context));
  const numbers = context.arch === "x64" ? emitX32(asm, native) : native;
  asm.goto(numbers);
  const numbered = asm.step(LOAD, DATA_NR);
  const foreign = emitForeign(asm, context.arch);
  asm.branch(JUMP_EQUAL, AUDIT_ARCH[context.arch], [numbered, foreign]);
  asm.step(LOAD, DATA_ARCH);
  return asm.toBytes();
}

/** Numbers in order, neighbours with equal decisions joined. */
function runsOf(context: FilterContext): readonly Run[] {
  const decisions: Decision[] = [];
  for (const row of SYSCALLS) {
    const number = row.nr[context.arch];
    if (number !== undefined) decisions[number] = decisionFor(row, context);
  }
  const runs: Run[] = [];
  for (let number = 0; number <= decisions.length; number++) {
    const decision = decisions[number] ?? UNKNOWN_CALL;
    if (runs.at(-1)?.decision !== decision) runs.push({ first: number, decision });
  }
  return runs;
}

/** A search by halves for the run that the number in A belongs to. */
function emitRuns(asm: Assembler, runs: readonly Run[]): Label {
  const [only] = runs;
  if (only === undefined) throw new RangeError("a filter decides about at least one number");
  if (runs.length === 1) return emitDecision(asm, only.decision, new Map());
  const middle = runs.length >> 1;
  const upper = emitRuns(asm, runs.slice(middle));
  const lower = emitRuns(asm, runs.slice(0, middle));
  return asm.branch(JUMP_AT_LEAST, runs[middle]?.first ?? 0, [upper, lower]);
}

/** Emits a decision; one that several branches lead to is emitted once. */
function emitDecision(asm: Assembler, decision: Decision, emitted: Map<Branch, Label>): Label {
  if (typeof decision === "number") return asm.returns(decision);
  const earlier = emitted.get(decision);
  if (earlier !== undefined) return earlier;
  const no = emitDecision(asm, decision.no, emitted);
  const yes = emitDecision(asm, decision.yes, emitted);
  const label = emitQuestion(asm, decision.question, [yes, no]);
  emitted.set(decision, label);
  return label;
}

/** x32 calls are x64's with one bit more; from 0x80000000 on there is no call at all (`do_syscall_x64`, `do_syscall_x32`). */
function emitX32(asm: Assembler, native: Label): Label {
  const exits = emitSearch(asm, X32_EXITS, [asm.returns(RET_ALLOW), asm.returns(RET_USER_NOTIF)]);
  const beyond = asm.branch(JUMP_AT_LEAST, 0x80000000, [asm.returns(UNKNOWN_CALL), exits]);
  return asm.branch(JUMP_AT_LEAST, X32_SYSCALL_BIT, [beyond, native]);
}

/** A has the architecture: the 32-bit mode may end its processes, anything else is an event. */
function emitForeign(asm: Assembler, arch: Architecture): Label {
  const { arch: foreign, numbers } = FOREIGN_EXITS[arch];
  emitSearch(asm, numbers, [asm.returns(RET_ALLOW), asm.returns(RET_USER_NOTIF)]);
  const known = asm.step(LOAD, DATA_NR);
  return asm.branch(JUMP_EQUAL, foreign, [known, asm.returns(RET_USER_NOTIF)]);
}

function foreignNumbers(): readonly number[] {
  return SYSCALLS.flatMap((row) => (row.foreign === "allow" && row.nr.ia32 !== undefined ? [row.nr.ia32] : [])).sort(
    (a, b) => a - b,
  );
}
