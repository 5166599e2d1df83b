import { AUDIT_ARCH, X32_SYSCALL_BIT } from "../abi/architecture.ts";
import type { Architecture } from "../abi/architecture.ts";
import { ERRNO } from "../abi/errno.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { dispatchTable } from "../syscalls/dispatch.ts";
import { CALLS } from "../syscalls/table.ts";
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
const FOREIGN_EXITS: Readonly<
  Record<Architecture, { readonly arch: number; readonly numbers: readonly number[] | undefined }>
> = {
  x64: { arch: AUDIT_ARCH.ia32, numbers: undefined },
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
  const runs = runsOf(context);
  const native = emitRuns(asm, runs, { start: 0, end: runs.length });
  const numbers = context.arch === "x64" ? emitX32(asm, native) : native;
  asm.goto(numbers);
  const numbered = asm.step(LOAD, DATA_NR);
  const foreign = emitForeign(asm, context.arch);
  asm.branch(JUMP_EQUAL, AUDIT_ARCH[context.arch], { yes: numbered, no: foreign });
  asm.step(LOAD, DATA_ARCH);
  return asm.toBytes();
}

/** Numbers in order, neighbours with equal decisions joined. */
function runsOf(context: FilterContext): readonly Run[] {
  const { rows } = dispatchTable(context.arch);
  const runs: Run[] = [];
  let last: Decision | undefined;
  for (let first = 0; first <= rows.length; first++) {
    const row = rows[first];
    const decision = row === undefined ? UNKNOWN_CALL : decisionFor(row, context);
    if (decision !== last) runs.push({ first, decision });
    last = decision;
  }
  return runs;
}

/** A search by halves for the run that the number in A belongs to, among those from `start` to before `end`. */
function emitRuns(
  asm: Assembler,
  runs: readonly Run[],
  { start, end }: { readonly start: number; readonly end: number },
): Label {
  const only = runs[start];
  if (only === undefined) throw new RangeError("a filter decides about at least one number");
  if (end - start === 1)
    return typeof only.decision === "number" ? asm.returns(only.decision) : emitDecision(asm, only.decision, new Map());
  const middle = (start + end) >> 1;
  const upper = emitRuns(asm, runs, { start: middle, end });
  const lower = emitRuns(asm, runs, { start, end: middle });
  return asm.branch(JUMP_AT_LEAST, runs[middle]?.first ?? 0, { yes: upper, no: lower });
}

/** Emits a decision; one that several branches lead to is emitted once. */
function emitDecision(asm: Assembler, decision: Decision, emitted: Map<Branch, Label>): Label {
  if (typeof decision === "number") return asm.returns(decision);
  const earlier = emitted.get(decision);
  if (earlier !== undefined) return earlier;
  const no = emitDecision(asm, decision.no, emitted);
  const yes = emitDecision(asm, decision.yes, emitted);
  const label = emitQuestion(asm, decision.question, { yes, no });
  emitted.set(decision, label);
  return label;
}

/** x32 calls are x64's with one bit more; from 0x80000000 on there is no call at all (`do_syscall_x64`, `do_syscall_x32`). */
function emitX32(asm: Assembler, native: Label): Label {
  const exits = emitSearch(asm, X32_EXITS, { yes: asm.returns(RET_ALLOW), no: asm.returns(RET_USER_NOTIF) });
  const beyond = asm.branch(JUMP_AT_LEAST, 0x80000000, { yes: asm.returns(UNKNOWN_CALL), no: exits });
  return asm.branch(JUMP_AT_LEAST, X32_SYSCALL_BIT, { yes: beyond, no: native });
}

/** A has the architecture: the 32-bit mode may end its processes, anything else is an event. */
function emitForeign(asm: Assembler, arch: Architecture): Label {
  const { arch: foreign, numbers } = FOREIGN_EXITS[arch];
  emitSearch(asm, numbers ?? ia32Exits(), { yes: asm.returns(RET_ALLOW), no: asm.returns(RET_USER_NOTIF) });
  const known = asm.step(LOAD, DATA_NR);
  return asm.branch(JUMP_EQUAL, foreign, { yes: known, no: asm.returns(RET_USER_NOTIF) });
}

function ia32Exits(): readonly number[] {
  return CALLS.flatMap((row) => (row.foreign === "allow" && row.nr.ia32 !== undefined ? [row.nr.ia32] : [])).sort(
    (a, b) => a - b,
  );
}
