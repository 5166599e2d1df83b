import type { SyscallRow } from "../row.ts";
import { FUTEX, MQ_OPEN, MSGCTL, MSGGET, SEMCTL, SEMGET, SHMAT, SHMCTL, SHMGET } from "./variants/ipc.ts";

/** Objects that programs share, by name. */
export const IPC_CALLS: readonly SyscallRow[] = [
  { name: "add_key", nr: { x64: 248, arm64: 217, ia32: 286 }, group: "ipc", args: ["struct", "struct", "struct", "size", "int"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_keyring", note: "keys outlive the program and can undo a Landlock domain" },
  { name: "futex", nr: { x64: 202, arm64: 98, ia32: 240 }, group: "ipc", args: ["address", "int", "int", "time", "address", "int"], when: FUTEX, verdict: "allow", note: "waits on the program's own memory" },
  { name: "futex_requeue", nr: { x64: 456, arm64: 456, ia32: 456 }, group: "ipc", args: ["struct", "flags", "int", "int"], verdict: "allow", note: "waits on the program's own memory" },
  { name: "futex_wait", nr: { x64: 455, arm64: 455, ia32: 455 }, group: "ipc", args: ["address", "long", "long", "flags", "time", "clock"], verdict: "allow", note: "waits on the program's own memory" },
  { name: "futex_waitv", nr: { x64: 449, arm64: 449, ia32: 449 }, group: "ipc", args: ["struct", "int", "flags", "time", "clock"], verdict: "allow", note: "waits on the program's own memory" },
  { name: "futex_wake", nr: { x64: 454, arm64: 454, ia32: 454 }, group: "ipc", args: ["address", "long", "int", "flags"], verdict: "allow", note: "waits on the program's own memory" },
  { name: "getpmsg", nr: { x64: 181, ia32: 188 }, group: "ipc", args: [], verdict: "refuse", errno: "ENOSYS", event: "never", note: "no kernel has it any more" },
  { name: "keyctl", nr: { x64: 250, arm64: 219, ia32: 288 }, group: "ipc", args: ["int", "long", "long", "long", "long"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_keyring", note: "keys outlive the program and can undo a Landlock domain" },
  { name: "mq_getsetattr", nr: { x64: 245, arm64: 185, ia32: 282 }, group: "ipc", args: ["fd", "struct", "struct"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: "objects that other programs share, which no rule speaks of" },
  { name: "mq_notify", nr: { x64: 244, arm64: 184, ia32: 281 }, group: "ipc", args: ["fd", "struct"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: "objects that other programs share, which no rule speaks of" },
  { name: "mq_open", nr: { x64: 240, arm64: 180, ia32: 277 }, group: "ipc", args: ["objectName", "int", "mode", "struct"], when: MQ_OPEN, verdict: "allow", note: "only with allow_unsafe_msgqueue" },
  { name: "mq_timedreceive", nr: { x64: 243, arm64: 183, ia32: 280 }, group: "ipc", args: ["fd", "buffer", "size", "struct", "time"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: "objects that other programs share, which no rule speaks of" },
  { name: "mq_timedsend", nr: { x64: 242, arm64: 182, ia32: 279 }, group: "ipc", args: ["fd", "buffer", "size", "int", "time"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: "objects that other programs share, which no rule speaks of" },
  { name: "mq_unlink", nr: { x64: 241, arm64: 181, ia32: 278 }, group: "ipc", args: ["objectName"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: "objects that other programs share, which no rule speaks of" },
  { name: "msgctl", nr: { x64: 71, arm64: 187, ia32: 402 }, group: "ipc", args: ["int", "int", "struct"], when: MSGCTL, verdict: "allow", note: "only with allow_unsafe_shm" },
  { name: "msgget", nr: { x64: 68, arm64: 186, ia32: 399 }, group: "ipc", args: ["int", "int"], when: MSGGET, verdict: "allow", note: "only with allow_unsafe_shm" },
  { name: "msgrcv", nr: { x64: 70, arm64: 188, ia32: 401 }, group: "ipc", args: ["int", "struct", "size", "long", "int"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: "objects that other programs share, which no rule speaks of" },
  { name: "msgsnd", nr: { x64: 69, arm64: 189, ia32: 400 }, group: "ipc", args: ["int", "struct", "size", "int"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: "objects that other programs share, which no rule speaks of" },
  { name: "putpmsg", nr: { x64: 182, ia32: 189 }, group: "ipc", args: [], verdict: "refuse", errno: "ENOSYS", event: "never", note: "no kernel has it any more" },
  { name: "request_key", nr: { x64: 249, arm64: 218, ia32: 287 }, group: "ipc", args: ["struct", "struct", "struct", "int"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_keyring", note: "keys outlive the program and can undo a Landlock domain" },
  { name: "semctl", nr: { x64: 66, arm64: 191, ia32: 394 }, group: "ipc", args: ["int", "int", "int", "long"], when: SEMCTL, verdict: "allow", note: "only with allow_unsafe_shm" },
  { name: "semget", nr: { x64: 64, arm64: 190, ia32: 393 }, group: "ipc", args: ["int", "int", "int"], when: SEMGET, verdict: "allow", note: "only with allow_unsafe_shm" },
  { name: "semop", nr: { x64: 65, arm64: 193 }, group: "ipc", args: ["int", "struct", "int"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: "objects that other programs share, which no rule speaks of" },
  { name: "semtimedop", nr: { x64: 220, arm64: 192 }, group: "ipc", args: ["int", "struct", "int", "time"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: "objects that other programs share, which no rule speaks of" },
  { name: "shmat", nr: { x64: 30, arm64: 196, ia32: 397 }, group: "ipc", args: ["int", "address", "int"], when: SHMAT, verdict: "allow", note: "only with allow_unsafe_shm" },
  { name: "shmctl", nr: { x64: 31, arm64: 195, ia32: 396 }, group: "ipc", args: ["int", "int", "struct"], when: SHMCTL, verdict: "allow", note: "only with allow_unsafe_shm" },
  { name: "shmdt", nr: { x64: 67, arm64: 197, ia32: 398 }, group: "ipc", args: ["address"], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: "objects that other programs share, which no rule speaks of" },
  { name: "shmget", nr: { x64: 29, arm64: 194, ia32: 395 }, group: "ipc", args: ["int", "size", "int"], when: SHMGET, verdict: "allow", note: "only with allow_unsafe_shm" },
];
