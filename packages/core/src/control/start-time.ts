import { AT_FDCWD, O_CLOEXEC, O_RDONLY } from "../abi/fcntl.ts";
import type { Kernel } from "../kernel.ts";
import { taskFileName } from "../lookup/proc-name.ts";
import { STATUS, STATUS_SIZE } from "../supervisor/request/arena.ts";
import { latin1 } from "../supervisor/latin1.ts";

const START_TIME = 19; // of /proc/PID/stat, behind the name of the program

/** When a process was started, in clock ticks since the machine was; empty where there is none. */
export function startTimeOf(kernel: Kernel, pid: number): string {
  const { bytes } = kernel.arena;
  const fd = kernel.openat2(AT_FDCWD, taskFileName(bytes, pid, "stat"), O_RDONLY | O_CLOEXEC, 0, 0);
  if (fd < 0) return "";
  const length = kernel.pread(fd, STATUS, STATUS_SIZE);
  kernel.close(fd);
  const text = latin1(bytes, STATUS, STATUS + length);
  return text.slice(text.lastIndexOf(")") + 2).split(" ")[START_TIME] ?? "";
}
