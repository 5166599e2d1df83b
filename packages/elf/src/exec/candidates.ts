import { ELFCLASS, ELFDATA } from "../constants/file.ts";
import { ElfError } from "../errors.ts";
import type { Encoding } from "../reader.ts";
import type { KernelName, KernelRow } from "./kernel-row.ts";
import { kernelTable } from "./kernel-table.ts";

/** A way to read the file that some loader would try. */
export interface Candidate extends Encoding {
  readonly taskSize: number;
}

/** Addresses stay exact below this, and no kernel gives a program more. */
const LARGEST_TASK = 0x20_0000_0000_0000;

function accepts(row: KernelRow, head: Uint8Array): boolean {
  const first = head[row.little ? 18 : 19]!;
  const second = head[row.little ? 19 : 18]!;
  if (!row.machines.includes(second * 256 + first)) return false;
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
  return rows.filter((row) => accepts(row, head));
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
  for (const row of kernelTable) {
    if (!accepts(row, head)) continue;
    known = true;
    if (agrees(row, head) !== (pass === "agreeing")) continue;
    const same = taken.findIndex((other) => other.wide === row.wide && other.little === row.little);
    if (same === -1) taken.push(row);
    else if (taken[same]!.taskSize < row.taskSize) taken[same] = row;
  }
  if (known || pass === "ignoring") return taken;
  const encoding = identEncoding(head);
  return encoding === null ? [] : [{ ...encoding, taskSize: LARGEST_TASK }];
}
