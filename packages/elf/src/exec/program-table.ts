import { ET } from "../constants/file.ts";
import { ByteReader } from "../reader.ts";
import { fileHeader32, fileHeader64 } from "../structures/file-header.ts";
import { programHeader32, programHeader64 } from "../structures/program-header.ts";
import type { Candidate } from "./kernel/candidates.ts";
import type { ReadBudget } from "./read-budget.ts";
import { refused, type ExecVerdict } from "./verdict.ts";

/** The fields of the header that loading needs, as one loader reads them. */
export interface ProgramHead {
  readonly type: number;
  readonly machine: number;
  readonly entry: bigint;
  readonly phoff: number;
  readonly phnum: number;
}

/** load_elf_phdrs(): more than this is refused. */
const LARGEST_TABLE = 65_536;

/** Reads the header as one loader does. */
export function judgeHead(budget: ReadBudget, candidate: Candidate): ProgramHead | ExecVerdict {
  const layout = candidate.wide ? fileHeader64 : fileHeader32;
  const size = candidate.wide ? programHeader64.size : programHeader32.size;
  const reader = budget.head === budget.bytes ? budget.reader(candidate) : new ByteReader(budget.head, 0, candidate);
  const type = reader.u16(16);
  if (type !== ET.EXEC && type !== ET.DYN) return refused("ENOEXEC", "e_type is neither ET_EXEC nor ET_DYN");
  if (reader.u16(layout.flags + 6) !== size) return refused("ENOEXEC", `e_phentsize is not ${size}`);
  const phnum = reader.u16(layout.flags + 8);
  if (phnum === 0) return refused("ENOEXEC", "no program headers");
  if (phnum * size > LARGEST_TABLE) return refused("ENOEXEC", "the program headers exceed 65,536 bytes");
  return { type, machine: reader.u16(18), entry: reader.address(24), phoff: reader.word(layout.phoff), phnum };
}

/** Makes the latest read hold the program headers, spending another one if need be; false when the file ends before they do. */
export function seekProgramHeaders(budget: ReadBudget, head: ProgramHead, candidate: Candidate): boolean {
  const size = head.phnum * (candidate.wide ? programHeader64.size : programHeader32.size);
  if (head.phoff > Number.MAX_SAFE_INTEGER - size) return false;
  if (budget.holds(head.phoff, size)) return true;
  if (budget.isWholeFile) return false;
  budget.seek(head.phoff, size, "program headers");
  return budget.holds(head.phoff, size);
}
