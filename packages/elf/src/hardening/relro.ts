/** How much of what the dynamic linker writes is read-only when the program starts. */
export type Relro = "none" | "partial" | "full";

/** `full` needs both `PT_GNU_RELRO` and immediate binding: lazy binding leaves the table of functions writable. */
export function relroOf(hasSegment: boolean, bindNow: boolean): Relro {
  if (!hasSegment) return "none";
  return bindNow ? "full" : "partial";
}
