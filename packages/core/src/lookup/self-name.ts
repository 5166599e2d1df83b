import { copyInto, nextNameEnd } from "@sbx/path";
import { SELF_NAME } from "../supervisor/request/arena.ts";
import type { Call } from "../supervisor/request/call.ts";
import type { Kernel } from "../kernel.ts";
import { processOf } from "./proc-links.ts";
import { isBelowProc, parseNumber } from "./proc-name.ts";

const ENTRY = "/proc/".length;
const SELF = Uint8Array.from("/proc/self", (c) => c.charCodeAt(0));

/**
 * Rules say `/proc/self` for the caller's own entry, whatever its number. Writes the canonical path `bytes[start, end)` so
 * named at SELF_NAME.
 *
 * @returns the end of what was written, or −1 where the path is not the caller's own entry and stays as it is
 */
export function nameAsSelf(kernel: Kernel, call: Call, start: number, end: number): number {
  const { bytes } = kernel.arena;
  if (bytes[start + 1] !== 0x70 || end - start <= ENTRY || !isBelowProc(bytes, start, end)) return -1;
  const entryEnd = nextNameEnd(bytes, start + ENTRY, end);
  const pid = parseNumber(bytes, start + ENTRY, entryEnd);
  if (pid < 0) return -1;
  if (call.process === 0) call.process = processOf(kernel, call.pid);
  if (pid !== call.process) return -1;
  return copyInto(bytes, entryEnd, end, bytes, copyInto(SELF, 0, SELF.length, bytes, SELF_NAME));
}
