import { ELFCLASS, ELFDATA } from "../../constants/file.ts";
import { ElfError } from "../../errors.ts";
import type { Encoding } from "../../reader.ts";
import type { KernelName, KernelRow } from "./kernel-row.ts";
import { kernelTable } from "./kernel-table.ts";

/** A way to read the file that some loader would try. */
export interface Candidate extends Encoding {
  readonly taskSize: number;
}

/** Addresses stay exact below this, and no kernel gives a program more. */
const LARGEST_TASK = 0x20_0000_0000_0000;

const BYTE_ORDERS: readonly boolean[] = [true, false];
const NO_ROWS: readonly KernelRow[] = [];

function groupByMachine(): ReadonlyMap<number, readonly KernelRow[]> {
  const groups = new Map<number, KernelRow[]>();
  for (const row of kernelTable) {
    for (const machine of row.machines) groups.set(machine, [...(groups.get(machine) ?? []), row]);
  }
  return groups;
}

const rowsByMachine: ReadonlyMap<number, readonly KernelRow[]> = groupByMachine();

function machineOf(head: Uint8Array, little: boolean): number {
  return little ? head[18]! + head[19]! * 256 : head[18]! * 256 + head[19]!;
}

function accepts(row: KernelRow, head: Uint8Array): boolean {
  return !row.checksClass || head[4] === (row.wide ? ELFCLASS.SIXTY_FOUR : ELFCLASS.THIRTY_TWO);
}

function agrees(row: Encoding, head: Uint8Array): boolean {
  const fileClass = row.wide ? ELFCLASS.SIXTY_FOUR : ELFCLASS.THIRTY_TWO;
  return head[4] === fileClass && head[5] === (row.little ? ELFDATA.LITTLE : ELFDATA.BIG);
}

/** The encoding in `e_ident`, or `null` when it names none. */
export function identEncoding(head: Uint8Array): Encoding | null {
  const fileClass = head[4];
  const data = head[5];
  if (fileClass !== ELFCLASS.THIRTY_TWO && fileClass !== ELFCLASS.SIXTY_FOUR) return null;
  if (data !== ELFDATA.LITTLE && data !== ELFDATA.BIG) return null;
  return { wide: fileClass === ELFCLASS.SIXTY_FOUR, little: data === ELFDATA.LITTLE };
}

function ofKernel(head: Uint8Array, kernel: KernelName): readonly Candidate[] {
  const rows = kernelTable.filter((row) => row.kernel === kernel);
  if (rows.length === 0) {
    const expected = "a known kernel";
    throw new ElfError({ code: "ERR_ELF_ARGUMENT", offset: null, field: "kernel", found: String(kernel), expected });
  }
  return rows.filter((row) => row.machines.includes(machineOf(head, row.little)) && accepts(row, head));
}

/** Adds a row, or raises the task size of the one with the same encoding. */
function take(taken: Candidate[], row: Candidate): void {
  for (let index = 0; index < taken.length; index++) {
    const other = taken[index]!;
    if (other.wide !== row.wide || other.little !== row.little) continue;
    if (other.taskSize < row.taskSize) taken[index] = row;
    return;
  }
  taken.push(row);
}

/** Loaders that agree with `e_ident` are asked before those that ignore it. */
export type CandidatePass = "agreeing" | "ignoring";

/**
 * Lists the loaders that would take the file, in the order in which they are tried. Without a kernel, that is the
 * loaders of every kernel: those that agree with `e_ident` first, and `e_ident` alone for a machine without a row.
 */
export function candidates(head: Uint8Array, kernel: KernelName | "any", pass: CandidatePass): readonly Candidate[] {
  if (kernel !== "any") return pass === "agreeing" ? ofKernel(head, kernel) : [];
  const taken: Candidate[] = [];
  let known = false;
  for (const little of BYTE_ORDERS) {
    for (const row of rowsByMachine.get(machineOf(head, little)) ?? NO_ROWS) {
      if (row.little !== little || !accepts(row, head)) continue;
      known = true;
      if (agrees(row, head) === (pass === "agreeing")) take(taken, row);
    }
  }
  if (known || pass === "ignoring") return taken;
  const encoding = identEncoding(head);
  return encoding === null ? [] : [{ ...encoding, taskSize: LARGEST_TASK }];
}
