import type { SyscallRow } from "./row.ts";
import { FS_CALLS } from "./table/fs.ts";
import { ID_CALLS } from "./table/id.ts";
import { IO_CALLS } from "./table/io.ts";
import { IPC_CALLS } from "./table/ipc.ts";
import { KERNEL_CALLS } from "./table/kernel.ts";
import { MEMORY_CALLS } from "./table/memory.ts";
import { NAMESPACE_CALLS } from "./table/namespace.ts";
import { NET_CALLS } from "./table/net.ts";
import { PROCESS_CALLS } from "./table/process.ts";
import { SIGNAL_CALLS } from "./table/signal.ts";
import { TIME_CALLS } from "./table/time.ts";

/** Every system call of Linux 6.18 on x86-64 and arm64, by group: for whom the order does not matter. */
export const CALLS: readonly SyscallRow[] = [
  ...FS_CALLS,
  ...ID_CALLS,
  ...IO_CALLS,
  ...IPC_CALLS,
  ...KERNEL_CALLS,
  ...MEMORY_CALLS,
  ...NAMESPACE_CALLS,
  ...NET_CALLS,
  ...PROCESS_CALLS,
  ...SIGNAL_CALLS,
  ...TIME_CALLS,
];

/** The same by name. */
export const SYSCALLS: readonly SyscallRow[] = /* @__PURE__ */ CALLS.toSorted((a, b) => (a.name < b.name ? -1 : 1));
