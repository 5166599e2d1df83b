import type { Variant } from "../../row.ts";

/** The highest advice besides the two privileged ones: MADV_GUARD_INSTALL is 102, MADV_GUARD_REMOVE 103. */
const LAST_ADVICE = 103;

/**
 * Advice that is passed on while the rest is pretended: SEQUENTIAL, DONTNEED, REMOVE, HUGEPAGE, NOHUGEPAGE, DONTDUMP, POPULATE_READ and
 * _WRITE, COLLAPSE, GUARD_INSTALL and _REMOVE. Origin: include/uapi/asm-generic/mman-common.h, Linux 6.18.
 */
const USEFUL_ADVICE: readonly number[] = [2, 4, 9, 14, 15, 16, 22, 23, 25, 102, 103];

/** MADV_HWPOISON and MADV_SOFT_OFFLINE take pages from the whole system; the kernel lets only privileged programs. */
export const MADVISE: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }, { arg: 2, in: [100, 101] }], verdict: "refuse", errno: "EPERM", event: "always", note: "takes pages from the whole system" },
  { test: [{ arg: 2, in: [100, 101] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_madvise", note: "takes pages from the whole system" },
  { test: [{ arg: 2, above: LAST_ADVICE }], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_madvise", note: "advice that this table does not know" },
  { test: [{ arg: 2, notIn: USEFUL_ADVICE }], verdict: "pretend", hardening: "allow_unsafe_madvise", note: "advice changes nothing that a program can rely on" },
];

/** PROT_EXEC is 4, PROT_WRITE 2; MAP_ANONYMOUS is 0x20, MAP_SHARED and MAP_SHARED_VALIDATE are types 1 and 3. */
export const MMAP: readonly Variant[] = [
  { test: [{ arg: 2, mask: 6, in: [6] }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "memory that can be written is not executable" },
  { test: [{ arg: 2, anyOf: 4 }, { arg: 3, anyOf: 0x20 }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "what is executable comes from a file" },
  { test: [{ arg: 2, anyOf: 4 }, { arg: 3, mask: 0xf, in: [1, 3] }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "others could write what is executable" },
];

/** Memory that is there may have been written. */
export const MPROTECT: readonly Variant[] = [
  { test: [{ arg: 2, anyOf: 4 }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "what was written is not executable" },
];
