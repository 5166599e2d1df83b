import { ET } from "../constants/file.ts";
import type { ProgramHeader } from "../structures/program-header.ts";
import { killed, RUNS, type ExecVerdict } from "./verdict.ts";

// load_elf_binary() in fs/binfmt_elf.c, Linux 6.12, after begin_new_exec(): here a wrong value kills the process.

const PAGE_MASK = 0xfffn;
const LARGEST_POSITION = 0x7fff_ffff_ffff_ffffn;

/** The facts of the header that loading depends on. */
export interface LoadContext {
  readonly type: number;
  readonly entry: bigint;
  readonly hasInterpreter: boolean;
  readonly taskSize: number;
}

function totalMapping(loads: readonly ProgramHeader[]): bigint {
  let low: bigint | null = null;
  let high = 0n;
  for (const load of loads) {
    const start = load.vaddr & ~PAGE_MASK;
    if (low === null || start < low) low = start;
    if (load.vaddr + load.memsz > high) high = load.vaddr + load.memsz;
  }
  return low === null ? 0n : high - low;
}

function judgeLoad(load: ProgramHeader, taskSize: bigint): ExecVerdict {
  if (load.filesz > 0n && ((load.offset - load.vaddr) & PAGE_MASK) !== 0n) {
    return killed("PT_LOAD: p_offset and p_vaddr differ within a page");
  }
  if (load.filesz > 0n && load.offset + load.filesz > LARGEST_POSITION) return killed("PT_LOAD: p_offset out of range");
  if (load.vaddr >= taskSize) return killed("PT_LOAD: p_vaddr is no user address");
  if (load.filesz > load.memsz) return killed("PT_LOAD: p_filesz is larger than p_memsz");
  if (load.memsz > taskSize || taskSize - load.memsz < load.vaddr) return killed("PT_LOAD: p_memsz is out of range");
  return RUNS;
}

/** Predicts what mapping the segments comes to. Where a mapping lands by chance, nothing is predicted. */
export function judgeLoads(loads: readonly ProgramHeader[], context: LoadContext): ExecVerdict {
  const taskSize = BigInt(context.taskSize);
  if (context.type === ET.DYN && loads.length > 0) {
    const total = totalMapping(loads);
    if (total <= 0n) return killed("PT_LOAD: the segments map nothing");
    if (total > taskSize) return killed("PT_LOAD: the segments span more than the address space");
  }
  for (const load of loads) {
    const verdict = judgeLoad(load, taskSize);
    if (verdict !== RUNS) return verdict;
  }
  // A position-independent entry is moved first, and may wrap around into the address space.
  const movable = context.type === ET.DYN && context.entry > LARGEST_POSITION;
  if (!context.hasInterpreter && context.entry >= taskSize && !movable) return killed("e_entry is no user address");
  return RUNS;
}
