import { PR_GET_AUXV, PR_LAST, PR_SCHED_CORE, PR_SET_DUMPABLE, PR_SET_MM, PR_SET_NAME, PR_SET_PTRACER, PR_SET_SECCOMP, PR_SET_VMA, PR_SYSCALL_USER_DISPATCH } from "../../../abi/prctl.ts";
import type { Variant } from "../../row.ts";

export const PRCTL: readonly Variant[] = [
  { test: [{ arg: 0, in: [PR_SET_MM] }], verdict: "refuse", errno: "EPERM", event: "always", note: "rewrites what /proc says of the process, the executed file too" },
  { test: [{ arg: 0, in: [PR_SET_SECCOMP] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_cbpf", note: "a stacked filter can only restrict: ours outranks what it might allow" },
  { test: [{ arg: 0, in: [PR_SYSCALL_USER_DISPATCH] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_sud", note: "turns calls into signals before the filter sees them" },
  { test: [{ arg: 0, in: [PR_SET_DUMPABLE] }, { arg: 1, in: [0] }], verdict: "pretend", note: "the supervisor could not read the process any more and would have to fail its calls" },
  { test: [{ arg: 0, in: [PR_SET_PTRACER] }], verdict: "pretend", hardening: "allow_unsafe_ptrace", note: "nobody inside may trace anyway" },
  { test: [{ arg: 0, in: [PR_SET_NAME] }], verdict: "pretend", hardening: "allow_unsafe_proc_name", note: "keeps the name that the log shows" },
  { test: [{ arg: 0, in: [PR_SCHED_CORE] }, { arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "another process's core scheduling, outside too" },
  { test: [{ arg: 0, in: [PR_GET_AUXV, PR_SET_VMA, PR_SET_PTRACER] }], verdict: "allow", note: "own memory and attributes only" },
  { test: [{ arg: 0, above: PR_LAST }], verdict: "refuse", errno: "EINVAL", event: "never", note: "an option that this table does not know yet" },
];

/** RLIMIT_CORE is 4. The limit is 0 from the start: the kernel would write a core file into the working directory past every rule. */
export const SETRLIMIT: readonly Variant[] = [
  { test: [{ arg: 0, in: [4] }], verdict: "pretend", hardening: "allow_unsafe_core", note: "core files stay off: the kernel would write them past every rule" },
];

export const PRLIMIT: readonly Variant[] = [
  { test: [{ arg: 0, in: "protectedPids" }], verdict: "refuse", errno: "ESRCH", event: "always", note: "the process belongs to sbx" },
  { test: [{ arg: 1, in: [4] }, { arg: 2, notIn: [0] }, { arg: 3, in: [0] }], verdict: "pretend", hardening: "allow_unsafe_core", note: "core files stay off: the kernel would write them past every rule" },
  { test: [{ arg: 1, in: [4] }, { arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "never", hardening: "allow_unsafe_core", note: "as above, but the old limit is asked for and cannot be told" },
  { test: [{ arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_prlimit", note: "limits stay as they are" },
  { test: [{ arg: 0, notIn: [0] }, { arg: 2, notIn: [0] }], verdict: "refuse", errno: "EPERM", event: "always", note: "the kernel lets a user limit all of their processes, those outside too" },
];

/** Bits of a persona that only say how the system is shown: PER_LINUX32 (8) and UNAME26. */
const SHOWN_PERSONA = 0x20008;

/** personality: asking (-1) and harmless values. READ_IMPLIES_EXEC, MMAP_PAGE_ZERO and ADDR_NO_RANDOMIZE weaken the program's own protection. */
export const PERSONALITY: readonly Variant[] = [
  { test: [{ arg: 0, in: [-1] }], verdict: "allow", note: "asks only" },
  { test: [{ arg: 0, anyOf: ~SHOWN_PERSONA >>> 0 }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_personality", note: "weakens the program's own memory protection" },
];

/** seccomp: SECCOMP_SET_MODE_FILTER is 1, SECCOMP_FILTER_FLAG_NEW_LISTENER is 8. */
export const SECCOMP: readonly Variant[] = [
  { test: [{ arg: 0, in: [1] }, { arg: 1, anyOf: 8 }], verdict: "refuse", errno: "EBUSY", event: "always", note: "one listener per program, as the kernel would answer" },
  { test: [{ arg: 0, in: [1] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_cbpf", note: "a stacked filter can only restrict: ours outranks what it might allow" },
];

/** ARCH_SHSTK_DISABLE and ARCH_SHSTK_UNLOCK. */
export const ARCH_PRCTL: readonly Variant[] = [
  { test: [{ arg: 0, in: [0x5002, 0x5004] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_arch_prctl", note: "keeps the shadow stack on" },
];
