import { ERRNO } from "../../abi/index.ts";
import type { Entry } from "./node.ts";

/** An open file: descriptors that were duplicated share it. */
export interface OpenFile {
  readonly entry: Entry;
  flags: number;
  /** Of a listing. */
  position: number;
  /** The process that a pidfd stands for. */
  readonly pid?: number;
}

/** A descriptor table: the lowest free number is taken. */
export class DescriptorTable {
  readonly files: Map<number, OpenFile> = new Map();
  /** RLIMIT_NOFILE. */
  limit = 1024;

  add(file: OpenFile): number {
    let fd = 0;
    while (this.files.has(fd)) fd++;
    if (fd >= this.limit) return -ERRNO.EMFILE;
    this.files.set(fd, file);
    return fd;
  }
}

/** A thread; those of a process share what Linux lets them share. */
export interface Task {
  readonly pid: number;
  readonly tgid: number;
  readonly table: DescriptorTable;
  readonly fs: { cwd: Entry; umask: number };
  readonly session: number;
  /** `tty_nr` of `/proc/PID/stat`. */
  readonly terminal: number;
}

/** How a test describes a thread. */
export interface TaskOptions {
  readonly tgid?: number;
  readonly session?: number;
  readonly terminal?: number;
  readonly umask?: number;
}
