import { ET } from "../constants/file.ts";
import type { ScannedLoad } from "./segment-scan.ts";
import { killed, RUNS, type ExecVerdict } from "./verdict.ts";

// load_elf_binary() in fs/binfmt_elf.c, Linux 6.12, after begin_new_exec(): here a wrong value kills the process.
// No task size is above 2^53, so numbers that are rounded there still compare rightly.

const PAGE = 4096;
const BEYOND_POSITIONS = 2 ** 63;

/** The facts of the header that loading depends on. */
export interface LoadContext {
  readonly type: number;
  readonly entry: number;
  readonly hasInterpreter: boolean;
  readonly taskSize: number;
}

function totalMapping(loads: readonly ScannedLoad[]): number {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { vaddr, memsz } of loads) {
    low = Math.min(low, vaddr - (vaddr % PAGE));
    high = Math.max(high, vaddr + memsz);
  }
  return high - low;
}

function judgeLoad(load: ScannedLoad, taskSize: number): ExecVerdict {
  if (load.filesz > 0 && !load.congruent) return killed("PT_LOAD: p_offset and p_vaddr differ within a page");
  if (load.filesz > 0 && load.offset + load.filesz >= BEYOND_POSITIONS) return killed("PT_LOAD: p_offset out of range");
  if (load.vaddr >= taskSize) return killed("PT_LOAD: p_vaddr is no user address");
  if (load.filesz > load.memsz) return killed("PT_LOAD: p_filesz is larger than p_memsz");
  if (load.memsz > taskSize || taskSize - load.memsz < load.vaddr) return killed("PT_LOAD: p_memsz is out of range");
  return RUNS;
}

/** Predicts what mapping the segments comes to. Where a mapping lands by chance, nothing is predicted. */
export function judgeLoads(loads: readonly ScannedLoad[], context: LoadContext): ExecVerdict {
  const { type, entry, hasInterpreter, taskSize } = context;
  if (type === ET.DYN && loads.length > 0) {
    const total = totalMapping(loads);
    if (total <= 0) return killed("PT_LOAD: the segments map nothing");
    if (total > taskSize) return killed("PT_LOAD: the segments span more than the address space");
  }
  for (const load of loads) {
    const verdict = judgeLoad(load, taskSize);
    if (verdict !== RUNS) return verdict;
  }
  // A position-independent entry is moved first, and may wrap around into the address space.
  const movable = type === ET.DYN && entry >= BEYOND_POSITIONS;
  return !hasInterpreter && entry >= taskSize && !movable ? killed("e_entry is no user address") : RUNS;
}
