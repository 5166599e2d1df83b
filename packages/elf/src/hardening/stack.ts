import { EM } from "../constants/machines.ts";
import { PF } from "../constants/segments.ts";

/** Machines on which glibc presumes a non-executable stack without `PT_GNU_STACK`: `DEFAULT_STACK_PERMS` in its stackinfo.h files. */
const nonExecutableByDefault: readonly number[] = [
  EM.AARCH64,
  EM.ARC_COMPACT,
  EM.ARCV2,
  EM.IA_64,
  EM.NIOS2,
  EM.PPC64,
  EM.TILEGX,
  EM.TILEPRO,
];

/**
 * Tells whether the stack is not executable: by the flags of the last `PT_GNU_STACK`, and without one by the
 * default of the architecture. On x86-64 that default is executable: newer kernels spare the main stack, ld.so
 * does not spare those of threads.
 */
export function stackIsProtected(stackFlags: number | null, machine: number): boolean {
  if (stackFlags === null) return nonExecutableByDefault.includes(machine);
  return (stackFlags & PF.X) === 0;
}
