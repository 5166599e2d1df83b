import type { SyscallRow } from "../row.ts";
import { KILL, PIDFD_SEND_SIGNAL, TGKILL, notProtected } from "./variants/other-processes.ts";

/** Signals, by name. */
export const SIGNAL_CALLS: readonly SyscallRow[] = [
  { name: "kill", nr: { x64: 62, arm64: 129, ia32: 37 }, group: "signal", args: ["pid", "signal"], when: KILL, verdict: "allow", note: "as far as the kernel lets a user, and Landlock's signal scope outside" },
  { name: "pause", nr: { x64: 34, ia32: 29 }, group: "signal", args: [], verdict: "allow", note: "the program's own signal state" },
  { name: "pidfd_send_signal", nr: { x64: 424, arm64: 424, ia32: 424 }, group: "signal", args: ["pidfd", "signal", "struct", "flags"], when: PIDFD_SEND_SIGNAL, verdict: "allow", note: "as far as the kernel lets a user, and Landlock's signal scope outside" },
  { name: "restart_syscall", nr: { x64: 219, arm64: 128, ia32: 0 }, group: "signal", args: [], verdict: "allow", note: "goes on with a call that was judged" },
  { name: "rt_sigaction", nr: { x64: 13, arm64: 134, ia32: 174 }, group: "signal", args: ["signal", "struct", "struct", "size"], verdict: "allow", note: "the program's own signal state" },
  { name: "rt_sigpending", nr: { x64: 127, arm64: 136, ia32: 176 }, group: "signal", args: ["sigset", "size"], verdict: "allow", note: "the program's own signal state" },
  { name: "rt_sigprocmask", nr: { x64: 14, arm64: 135, ia32: 175 }, group: "signal", args: ["int", "sigset", "sigset", "size"], verdict: "allow", note: "the program's own signal state" },
  { name: "rt_sigqueueinfo", nr: { x64: 129, arm64: 138, ia32: 178 }, group: "signal", args: ["pid", "signal", "struct"], when: notProtected(0, "EPERM"), verdict: "allow", note: "as far as the kernel lets a user, and Landlock's signal scope outside" },
  { name: "rt_sigreturn", nr: { x64: 15, arm64: 139, ia32: 173 }, group: "signal", args: [], foreign: "allow", verdict: "allow", note: "a signal handler can always return" },
  { name: "rt_sigsuspend", nr: { x64: 130, arm64: 133, ia32: 179 }, group: "signal", args: ["sigset", "size"], verdict: "allow", note: "the program's own signal state" },
  { name: "rt_sigtimedwait", nr: { x64: 128, arm64: 137, ia32: 177 }, group: "signal", args: ["sigset", "struct", "time", "size"], verdict: "allow", note: "the program's own signal state" },
  { name: "rt_tgsigqueueinfo", nr: { x64: 297, arm64: 240, ia32: 335 }, group: "signal", args: ["pid", "pid", "signal", "struct"], when: TGKILL, verdict: "allow", note: "as far as the kernel lets a user, and Landlock's signal scope outside" },
  { name: "sigaltstack", nr: { x64: 131, arm64: 132, ia32: 186 }, group: "signal", args: ["struct", "struct"], verdict: "allow", note: "the program's own signal state" },
  { name: "sigreturn", nr: { ia32: 119 }, group: "signal", args: [], foreign: "allow", verdict: "allow", note: "a signal handler can always return" },
  { name: "tgkill", nr: { x64: 234, arm64: 131, ia32: 270 }, group: "signal", args: ["pid", "pid", "signal"], when: TGKILL, verdict: "allow", note: "as far as the kernel lets a user, and Landlock's signal scope outside" },
  { name: "tkill", nr: { x64: 200, arm64: 130, ia32: 238 }, group: "signal", args: ["pid", "signal"], when: notProtected(0, "EPERM"), verdict: "allow", note: "as far as the kernel lets a user, and Landlock's signal scope outside" },
];
