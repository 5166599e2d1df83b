import type { SyscallRow } from "../row.ts";
import { PIVOT_ROOT, SETNS, UNSHARE } from "./variants/namespace.ts";

/** Mounts and namespaces, by name. */
export const NAMESPACE_CALLS: readonly SyscallRow[] = [
  { name: "fsconfig", nr: { x64: 431, arm64: 431, ia32: 431 }, group: "namespace", args: ["fd", "int", "struct", "struct", "int"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "fsmount", nr: { x64: 432, arm64: 432, ia32: 432 }, group: "namespace", args: ["fd", "flags", "flags"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "fsopen", nr: { x64: 430, arm64: 430, ia32: 430 }, group: "namespace", args: ["struct", "flags"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "fspick", nr: { x64: 433, arm64: 433, ia32: 433 }, group: "namespace", args: ["dirfd", "path", "flags"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "listmount", nr: { x64: 458, arm64: 458, ia32: 458 }, group: "namespace", args: ["struct", "struct", "size", "flags"], verdict: "refuse", errno: "ENOSYS", event: "never", note: "names mount points that rules may hide; programs fall back to /proc" },
  { name: "mount", nr: { x64: 165, arm64: 40, ia32: 21 }, group: "namespace", args: ["path", "path", "struct", "long", "struct"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "mount_setattr", nr: { x64: 442, arm64: 442, ia32: 442 }, group: "namespace", args: ["dirfd", "path", "atFlags", "struct", "size"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "move_mount", nr: { x64: 429, arm64: 429, ia32: 429 }, group: "namespace", args: ["dirfd", "path", "dirfd", "path", "flags"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "open_tree", nr: { x64: 428, arm64: 428, ia32: 428 }, group: "namespace", args: ["dirfd", "path", "flags"], verdict: "refuse", errno: "ENOSYS", event: "always", note: "opens by path what no open rule was asked for" },
  { name: "open_tree_attr", nr: { x64: 467, arm64: 467, ia32: 467 }, group: "namespace", args: ["dirfd", "path", "flags", "struct", "size"], verdict: "refuse", errno: "ENOSYS", event: "always", note: "opens by path what no open rule was asked for" },
  { name: "pivot_root", nr: { x64: 155, arm64: 41, ia32: 217 }, group: "namespace", args: ["path", "path"], when: PIVOT_ROOT, verdict: "pretend", note: "only with allow_unsafe_pivot_root, for programs that insist on it" },
  { name: "setdomainname", nr: { x64: 171, arm64: 162, ia32: 121 }, group: "namespace", args: ["struct", "int"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes the whole system" },
  { name: "sethostname", nr: { x64: 170, arm64: 161, ia32: 74 }, group: "namespace", args: ["struct", "int"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes the whole system" },
  { name: "setns", nr: { x64: 308, arm64: 268, ia32: 346 }, group: "namespace", args: ["fd", "int"], when: SETNS, verdict: "refuse", errno: "EPERM", event: "always", note: "in another namespace paths, ids and addresses mean something else" },
  { name: "statmount", nr: { x64: 457, arm64: 457, ia32: 457 }, group: "namespace", args: ["struct", "struct", "size", "flags"], verdict: "refuse", errno: "ENOSYS", event: "never", note: "names mount points that rules may hide; programs fall back to /proc" },
  { name: "umount2", nr: { x64: 166, arm64: 39, ia32: 52 }, group: "namespace", args: ["path", "flags"], verdict: "refuse", errno: "EPERM", event: "always", note: "changes what paths mean" },
  { name: "unshare", nr: { x64: 272, arm64: 97, ia32: 310 }, group: "namespace", args: ["cloneFlags"], when: UNSHARE, verdict: "allow", note: "parts from other threads of the program only" },
];
