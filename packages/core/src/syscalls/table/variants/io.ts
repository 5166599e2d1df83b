import { F_GETDELEG, F_GETLEASE, F_GETOWN, F_GETOWN_EX, F_GETSIG, F_NOTIFY, F_SETDELEG, F_SETLEASE, F_SETOWN, F_SETOWN_EX, F_SETPIPE_SZ, F_SETSIG, O_EXCL } from "../../../abi/fcntl.ts";
import type { Category } from "../../../policy/category/category.ts";
import type { Variant } from "../../row.ts";

/** O_NOTIFICATION_PIPE is O_EXCL. */
export const PIPE2: readonly Variant[] = [
  { test: [{ arg: 1, anyOf: O_EXCL }], verdict: "refuse", errno: "ENOPKG", event: "never", hardening: "allow_unsafe_pipe", note: "a notification pipe tells of keys and mounts; most kernels have none" },
  { test: [{ arg: 1, anyOf: O_EXCL }], verdict: "serve", handler: "anonymous", object: "!notification_pipe", answer: "continue", guards: ["create"] },
];

export const IOCTL: readonly Variant[] = [
  { test: [{ arg: 1, in: "deniedIoctls" }], verdict: "refuse", errno: "ENOTTY", event: "never", note: "see DENIED_IOCTLS; programs such as cp try some of them all the time" },
];

/** The categories that opens are guarded by. */
const LEASED: readonly Category[] = ["walk", "read", "write", "create", "truncate", "readdir"];

export const FCNTL: readonly Variant[] = [
  { test: [{ arg: 1, in: [F_SETOWN, F_GETOWN, F_SETSIG, F_GETSIG, F_SETOWN_EX, F_GETOWN_EX] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_fcntl", note: "signals whoever the owner is, outside too" },
  { test: [{ arg: 1, in: [F_SETLEASE, F_SETDELEG] }], verdict: "refuse", errno: "EINVAL", event: "always", guards: LEASED, note: "a lease makes everybody's opens of the file wait, and needs no right to write; EINVAL is what a file system without leases says" },
  { test: [{ arg: 1, in: [F_SETLEASE, F_GETLEASE, F_GETDELEG, F_SETDELEG] }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_fcntl", note: "a lease makes other processes' opens wait, the supervisor's too" },
  { test: [{ arg: 1, in: [F_NOTIFY] }], verdict: "refuse", errno: "EINVAL", event: "always", hardening: "allow_unsafe_fcntl", note: "watches a folder that no notify rule was asked for" },
  { test: [{ arg: 1, in: [F_SETPIPE_SZ] }, { arg: 2, above: "pipeLimit" }], verdict: "refuse", errno: "EPERM", event: "never", note: "larger than pipe/max" },
];

/** A privileged fanotify group hands out descriptors of files that others open, past every rule. */
export const FANOTIFY_INIT: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }], verdict: "refuse", errno: "EPERM", event: "always", note: "a privileged group hands out descriptors of files that others open" },
];
