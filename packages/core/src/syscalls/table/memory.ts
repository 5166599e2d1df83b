import type { SyscallRow } from "../row.ts";
import { MADVISE, MMAP, MPROTECT } from "./variants/memory.ts";
import { OWN_PID_ONLY } from "./variants/other-processes.ts";

/** Calls on memory, by name. */
export const MEMORY_CALLS: readonly SyscallRow[] = [
  { name: "brk", nr: { x64: 12, arm64: 214, ia32: 45 }, group: "memory", args: ["address"], verdict: "allow", note: "the program's own memory" },
  { name: "cachestat", nr: { x64: 451, arm64: 451, ia32: 451 }, group: "memory", args: ["fd", "struct", "struct", "flags"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_page_cache", note: "tells what others have read of a file" },
  { name: "get_mempolicy", nr: { x64: 239, arm64: 236, ia32: 275 }, group: "memory", args: ["struct", "struct", "long", "address", "long"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_numa", note: "the program's own memory" },
  { name: "madvise", nr: { x64: 28, arm64: 233, ia32: 219 }, group: "memory", args: ["address", "size", "int"], when: MADVISE, verdict: "allow", note: "the program's own memory" },
  { name: "map_shadow_stack", nr: { x64: 453, arm64: 453, ia32: 453 }, group: "memory", args: ["address", "size", "int"], verdict: "allow", note: "the program's own memory" },
  { name: "mbind", nr: { x64: 237, arm64: 235, ia32: 274 }, group: "memory", args: ["address", "size", "long", "struct", "long", "int"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_numa", note: "the program's own memory" },
  { name: "membarrier", nr: { x64: 324, arm64: 283, ia32: 375 }, group: "memory", args: ["int", "flags", "int"], verdict: "allow", note: "the program's own memory" },
  { name: "migrate_pages", nr: { x64: 256, arm64: 238, ia32: 294 }, group: "memory", args: ["pid", "long", "struct", "struct"], when: OWN_PID_ONLY, verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_numa", note: "the program's own memory" },
  { name: "mincore", nr: { x64: 27, arm64: 232, ia32: 218 }, group: "memory", args: ["address", "size", "buffer"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_page_cache", note: "tells what others have read of a file" },
  { name: "mlock", nr: { x64: 149, arm64: 228, ia32: 150 }, group: "memory", args: ["address", "size"], verdict: "allow", note: "the program's own memory" },
  { name: "mlock2", nr: { x64: 325, arm64: 284, ia32: 376 }, group: "memory", args: ["address", "size", "int"], verdict: "allow", note: "the program's own memory" },
  { name: "mlockall", nr: { x64: 151, arm64: 230, ia32: 152 }, group: "memory", args: ["flags"], verdict: "allow", note: "the program's own memory" },
  { name: "mmap", nr: { x64: 9, arm64: 222, ia32: 90 }, group: "memory", args: ["address", "size", "protection", "mapFlags", "fd", "offset"], when: MMAP, verdict: "allow", note: "the program's own memory" },
  { name: "move_pages", nr: { x64: 279, arm64: 239, ia32: 317 }, group: "memory", args: ["pid", "long", "struct", "struct", "struct", "int"], when: OWN_PID_ONLY, verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_numa", note: "the program's own memory" },
  { name: "mprotect", nr: { x64: 10, arm64: 226, ia32: 125 }, group: "memory", args: ["address", "size", "protection"], when: MPROTECT, verdict: "allow", note: "the program's own memory" },
  { name: "mremap", nr: { x64: 25, arm64: 216, ia32: 163 }, group: "memory", args: ["address", "size", "size", "long", "address"], verdict: "allow", note: "the program's own memory" },
  { name: "mseal", nr: { x64: 462, arm64: 462, ia32: 462 }, group: "memory", args: ["address", "size", "long"], verdict: "allow", note: "the program's own memory" },
  { name: "msync", nr: { x64: 26, arm64: 227, ia32: 144 }, group: "memory", args: ["address", "size", "int"], verdict: "allow", note: "the program's own memory" },
  { name: "munlock", nr: { x64: 150, arm64: 229, ia32: 151 }, group: "memory", args: ["address", "size"], verdict: "allow", note: "the program's own memory" },
  { name: "munlockall", nr: { x64: 152, arm64: 231, ia32: 153 }, group: "memory", args: [], verdict: "allow", note: "the program's own memory" },
  { name: "munmap", nr: { x64: 11, arm64: 215, ia32: 91 }, group: "memory", args: ["address", "size"], verdict: "allow", note: "the program's own memory" },
  { name: "pkey_alloc", nr: { x64: 330, arm64: 289, ia32: 381 }, group: "memory", args: ["long", "long"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_pkey", note: "the program's own memory" },
  { name: "pkey_free", nr: { x64: 331, arm64: 290, ia32: 382 }, group: "memory", args: ["int"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_pkey", note: "the program's own memory" },
  { name: "pkey_mprotect", nr: { x64: 329, arm64: 288, ia32: 380 }, group: "memory", args: ["address", "size", "protection", "int"], when: MPROTECT, verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_pkey", note: "the program's own memory" },
  { name: "process_madvise", nr: { x64: 440, arm64: 440, ia32: 440 }, group: "memory", args: ["pidfd", "iovec", "size", "int", "flags"], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_ptrace", note: "another process's memory" },
  { name: "process_mrelease", nr: { x64: 448, arm64: 448, ia32: 448 }, group: "memory", args: ["pidfd", "flags"], verdict: "allow", note: "frees the memory of a process that is already dying" },
  { name: "process_vm_readv", nr: { x64: 310, arm64: 270, ia32: 347 }, group: "memory", args: ["pid", "iovec", "long", "iovec", "long", "long"], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_ptrace", note: "another process's memory" },
  { name: "process_vm_writev", nr: { x64: 311, arm64: 271, ia32: 348 }, group: "memory", args: ["pid", "iovec", "long", "iovec", "long", "long"], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_ptrace", note: "another process's memory" },
  { name: "remap_file_pages", nr: { x64: 216, arm64: 234, ia32: 257 }, group: "memory", args: ["address", "size", "long", "size", "long"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_deprecated", note: "nobody uses it any more" },
  { name: "set_mempolicy", nr: { x64: 238, arm64: 237, ia32: 276 }, group: "memory", args: ["int", "struct", "long"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_numa", note: "the program's own memory" },
  { name: "set_mempolicy_home_node", nr: { x64: 450, arm64: 450, ia32: 450 }, group: "memory", args: ["address", "size", "long", "long"], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_numa", note: "the program's own memory" },
  { name: "userfaultfd", nr: { x64: 323, arm64: 282, ia32: 374 }, group: "memory", args: ["flags"], verdict: "refuse", errno: "ENOSYS", event: "always", note: "could hold up the supervisor while it reads an argument" },
];
