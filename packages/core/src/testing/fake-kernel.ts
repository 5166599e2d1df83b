import { F_GETFL, F_SETFL, O_APPEND, O_NONBLOCK } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import type { Kernel } from "../kernel.ts";
import { NotifyingWorld } from "./notifying.ts";
import { nameless } from "./tree/node.ts";
import { SUPERVISOR } from "./world.ts";

/** What F_SETFL changes, of what tests ask about. */
const SETTABLE = O_APPEND | O_NONBLOCK;

/**
 * A small Linux in memory behind the port: one tree, tasks with descriptors, procfs as far as sbx looks at it, callers whose
 * requests a test poses. It answers with the errors that Linux 6.18 gives to a caller who may do everything. What the unit
 * tests do not need (sockets) is not there: such a call throws.
 */
export class FakeKernel extends NotifyingWorld implements Kernel {
  #none(call: string): never {
    throw new Error(`the fake kernel has no ${call}`);
  }

  socket(): number {
    return this.#none("socket");
  }
  bind(): number {
    return this.#none("bind");
  }
  bindBeneath(): number {
    return this.#none("bindBeneath");
  }
  connect(): number {
    return this.#none("connect");
  }
  sendto(): number {
    return this.#none("sendto");
  }
  sendmsg(): number {
    return this.#none("sendmsg");
  }
  sendMessage(): number {
    return this.#none("sendMessage");
  }
  receiveMessage(): number {
    return this.#none("receiveMessage");
  }
  getsockname(): number {
    return this.#none("getsockname");
  }
  getsockopt(): number {
    return this.#none("getsockopt");
  }

  /** F_GETFL and F_SETFL. */
  fcntl(fd: number, command: number, argument: number): number {
    this.entered("fcntl");
    const file = this.self.table.files.get(fd);
    if (file === undefined) return -ERRNO.EBADF;
    if (command === F_GETFL) return file.flags;
    if (command !== F_SETFL) return this.#none(`fcntl ${command}`);
    file.flags = (file.flags & ~SETTABLE) | (argument & SETTABLE);
    return 0;
  }

  fchdir(fd: number): number {
    this.entered("fchdir");
    const entry = this.fileOf(fd);
    if (typeof entry === "number") return entry;
    this.self.fs.cwd = entry;
    return 0;
  }

  pidfdOpen(pid: number): number {
    this.entered("pidfdOpen");
    const task = this.tasks.get(pid);
    if (task === undefined) return -ERRNO.ESRCH;
    if (task.tgid !== pid) return -ERRNO.EINVAL;
    return this.self.table.add({ entry: nameless("anon_inode:[pidfd]", "file"), flags: 2, position: 0, pid });
  }

  pidfdGetfd(pidfd: number, fd: number): number {
    this.entered("pidfdGetfd");
    const pid = this.self.table.files.get(pidfd)?.pid;
    if (pid === undefined) return -ERRNO.EBADF;
    const file = this.tasks.get(pid)?.table.files.get(fd);
    return file === undefined ? -ERRNO.EBADF : this.self.table.add(file);
  }

  kill(pid: number, signal: number): number {
    this.entered("kill");
    this.signals.push(`kill ${pid} ${signal}`);
    return 0;
  }

  getpid(): number {
    return SUPERVISOR;
  }

  getsid(pid: number): number {
    this.entered("getsid");
    return this.tasks.get(pid === 0 ? SUPERVISOR : pid)?.session ?? -ERRNO.ESRCH;
  }
}
