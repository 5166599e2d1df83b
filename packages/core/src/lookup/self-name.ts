import { SELF_NAME } from "../supervisor/arena.ts";
import type { Call } from "../supervisor/call.ts";
import type { Kernel } from "../kernel.ts";
import { processOf } from "./proc-links.ts";
import { isBelowProc, parseNumber } from "./proc-name.ts";

const SLASH = 47;
const ENTRY = "/proc/".length;
const SELF: readonly number[] = [..."/proc/self"].map((c) => c.charCodeAt(0));

/**
 * Rules say `/proc/self` for the caller's own entry, whatever its number. Writes the canonical path `bytes[start, end)` so
 * named at SELF_NAME.
 *
 * @returns the end of what was written, or −1 where the path is not the caller's own entry and stays as it is
 */
export function nameAsSelf(kernel: Kernel, call: Call, start: number, end: number): number {
  const { bytes } = kernel.arena;
  if (bytes[start + 1] !== 0x70 || end - start <= ENTRY || !isBelowProc(bytes, start, end)) return -1;
  let slash = start + ENTRY;
  while (slash < end && bytes[slash] !== SLASH) slash++;
  const pid = parseNumber(bytes, start + ENTRY, slash);
  if (pid < 0) return -1;
  if (call.process === 0) call.process = processOf(kernel, call.pid);
  if (pid !== call.process) return -1;
  for (let i = 0; i < SELF.length; i++) bytes[SELF_NAME + i] = SELF[i]!;
  bytes.copyWithin(SELF_NAME + SELF.length, slash, end);
  return SELF_NAME + SELF.length + (end - slash);
}
