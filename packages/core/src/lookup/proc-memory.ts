import { lastNameStart, nextNameEnd, parentEnd } from "@sbx/path";
import type { Call } from "../supervisor/request/call.ts";
import type { Kernel } from "../kernel.ts";
import type { Place } from "./place.ts";
import { processOf, statusField } from "./proc-links.ts";
import { isBelowProc, parseNumber } from "./proc-name.ts";
import { latin1 } from "../supervisor/latin1.ts";

// Files of /proc/PID that the kernel opens only for those who might trace the process. It asks about the opener, which is
// sbx: an ancestor of the program's processes, outside the program's Landlock domain. So the question is asked here.

const ENTRY = "/proc/".length;

/** Memory that can be written. */
const MEMORY: ReadonlySet<string> = new Set(["mem", "clear_refs"]);
/** What shows memory, environment and state. */
const SHOWN: ReadonlySet<string> = new Set(
  "environ auxv maps smaps smaps_rollup numa_maps pagemap stack syscall personality io wchan timerslack_ns map_files".split(
    " ",
  ),
);
/** Folders whose files show what a process has open. */
const SHOWN_BELOW: ReadonlySet<string> = new Set(["fdinfo", "map_files"]);
/** A chain of parents that is longer is taken for that of a process outside. */
const MOST_PARENTS = 4096;

/** What is asked of a file of a process. */
export interface StateAccess {
  readonly place: Pick<Place, "start" | "end">;
  readonly writes: boolean;
}

/**
 * Whether a canonical path is a file of another process that only its tracer may open: its memory, whoever it is; what
 * shows its state, and whatever is opened to change it, if it is no process of the program's.
 */
export function isForeignState(
  kernel: Kernel,
  call: Call,
  protectedPids: readonly number[],
  { place, writes }: StateAccess,
): boolean {
  const { bytes } = kernel.arena;
  const { start, end } = place;
  if (end - start <= ENTRY || !isBelowProc(bytes, start, end)) return false;
  const nameStart = lastNameStart(bytes, start, end);
  const name = latin1(bytes, nameStart, end);
  const folderEnd = parentEnd(bytes, start, end);
  const folder = latin1(bytes, lastNameStart(bytes, start, folderEnd), folderEnd);
  if (!writes && !MEMORY.has(name) && !SHOWN.has(name) && !SHOWN_BELOW.has(folder)) return false;
  const entryEnd = nextNameEnd(bytes, start + ENTRY, end);
  const pid = parseNumber(bytes, start + ENTRY, entryEnd);
  if (pid < 0 || entryEnd >= end) return false;
  const process = processOf(kernel, pid);
  if (process === processOf(kernel, call.pid)) return false;
  return MEMORY.has(name) || !isDescendant(kernel, process, protectedPids);
}

/** Whether the monitor, which takes in every orphan of the program, is among the parents of a process. */
function isDescendant(kernel: Kernel, process: number, ancestors: readonly number[]): boolean {
  let pid = process;
  for (let i = 0; i < MOST_PARENTS && pid > 1; i++) {
    pid = Number(statusField(kernel, pid, "PPid"));
    if (ancestors.includes(pid)) return true;
  }
  return false;
}
