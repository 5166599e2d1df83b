import type { Variant } from "../../row.ts";

/** Calls whose first number is a process: none of them reaches sbx. */
export function notProtected(pid: number, errno: "EPERM" | "ESRCH" = "ESRCH"): readonly Variant[] {
  return [{ test: [{ arg: pid, in: "protectedPids" }], verdict: "refuse", errno, event: "always", note: "the process belongs to sbx" }];
}

/** Signals: to sbx none. Without the kernel's signal scope neither to everybody nor to the own process group, in which sbx may be. */
export const KILL: readonly Variant[] = [
  { test: [{ arg: 0, in: "protectedPids" }], verdict: "refuse", errno: "EPERM", event: "always", note: "the process belongs to sbx" },
  { test: [{ arg: 0, in: "protectedGroups" }], verdict: "refuse", errno: "EPERM", event: "always", note: "the process group is sbx's" },
  { test: [{ context: "noSignalScope" }, { arg: 0, in: [0, -1] }, { arg: 1, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "would reach sbx, which Landlock does not shield on this kernel" },
];

/** A folder of /proc is a pidfd too. Without the kernel's signal scope it could be sbx's; programs fall back to kill. */
export const PIDFD_SEND_SIGNAL: readonly Variant[] = [
  { test: [{ context: "noSignalScope" }], verdict: "refuse", errno: "ENOSYS", event: "never", note: "the process behind a descriptor cannot be seen by the filter" },
];

/** tgkill and rt_tgsigqueueinfo name a process and one of its threads. */
export const TGKILL: readonly Variant[] = [...notProtected(0, "EPERM"), ...notProtected(1, "EPERM")];

/** Scheduling calls that change something: never sbx, nobody at all with the hardening. */
export const RESCHEDULE: readonly Variant[] = [
  { test: [{ arg: 0, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
  { test: [], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_nice", note: "priorities stay as they are" },
];

/** setpriority: PRIO_PROCESS is 0; a whole group or user would take sbx with it. */
export const SETPRIORITY: readonly Variant[] = [
  { test: [], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_nice", note: "priorities stay as they are" },
  { test: [{ arg: 0, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "a group or a user includes processes outside" },
  { test: [{ arg: 1, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
];

/** ioprio_set: IOPRIO_WHO_PROCESS is 1. */
export const IOPRIO_SET: readonly Variant[] = [
  { test: [], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_nice", note: "priorities stay as they are" },
  { test: [{ arg: 0, notIn: [1] }], verdict: "refuse", errno: "EPERM", event: "always", note: "a group or a user includes processes outside" },
  { test: [{ arg: 1, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
];

/** Calls on another process's pages or thread list: a process may only mean itself. */
export const OWN_PID_ONLY: readonly Variant[] = [
  { test: [{ arg: 0, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "another process's memory, outside too" },
];
