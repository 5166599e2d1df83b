import type { Arena, Kernel } from "@sbx/core";
import type { Addon, NativeNotify, NativeSyscaller } from "./addon.ts";
import { syscallNumbers } from "./numbers.ts";
import type { SyscallNumbers } from "./numbers.ts";

// Kinds of the six arguments, two bits each from the first on: P is an offset into the arena, W that of a 64-bit number.
const P1 = 1 << 2;
const P2 = 1 << 4;
const P3 = 1 << 6;
const P4 = 1 << 8;
const P0 = 1;
const W1 = 2 << 2;
const W2 = 2 << 4;
const W3 = 2 << 6;

const OPEN_HOW_SIZE = 24;

/** The port over the real kernel, for one emulator thread. */
export class LinuxKernel implements Kernel {
  readonly arena: Arena;
  readonly #notify: NativeNotify;
  readonly #caller: NativeSyscaller;
  readonly #nr: SyscallNumbers;
  readonly #how: number;
  readonly #view: DataView;

  /** `how` is an offset with room for a `struct open_how` that nothing else uses. */
  constructor(addon: Addon, listener: number, arena: Arena, pathArguments: Uint8Array, how: number) {
    this.arena = arena;
    this.#notify = new addon.Notify(listener, arena.buffer, pathArguments);
    this.#caller = new addon.Syscaller(arena.buffer);
    this.#nr = syscallNumbers(process.arch);
    this.#how = how;
    this.#view = new DataView(arena.buffer);
  }

  receive(): number {
    return this.#notify.receive();
  }
  valid(): number {
    return this.#notify.valid();
  }
  answer(value: number): number {
    return this.#notify.answer(value);
  }
  answerError(errno: number): number {
    return this.#notify.answerError(errno);
  }
  continueCall(): number {
    return this.#notify.continueCall();
  }
  addDescriptor(fd: number, flags: number, descriptorFlags: number, target: number): number {
    return this.#notify.addDescriptor(fd, flags, descriptorFlags, target);
  }
  read(argument: number, delta: number, length: number, to: number): number {
    return this.#notify.read(argument, delta, length, to);
  }
  readString(addressAt: number, to: number, max: number): number {
    return this.#notify.readString(addressAt, to, max);
  }
  write(argument: number, delta: number, from: number, length: number): number {
    return this.#notify.write(argument, delta, from, length);
  }
  openAndAnswer(
    dir: number,
    path: number,
    flags: number,
    mode: number,
    types: number,
    cloexec: number,
    judged: number,
  ): number {
    return this.#notify.openAndAnswer(dir, path, flags, mode, types, cloexec, judged);
  }
  statAndAnswer(dir: number, path: number, open: number, flags: number, mask: number, argument: number): number {
    return this.#notify.statAndAnswer(dir, path, open, flags, mask, argument);
  }
  openLater(
    dir: number,
    path: number,
    flags: number,
    mode: number,
    resolve: number,
    cloexec: number,
    umask: number,
  ): number {
    return this.#notify.openLater(dir, path, flags, mode, resolve, cloexec, umask);
  }
  connectLater(socket: number, address: number, length: number, pinned: number): number {
    return this.#notify.connectLater(socket, address, length, pinned);
  }
  bindBeneath(fd: number, address: number, length: number, from: number, beneath: number, umask: number): number {
    return this.#notify.bindBeneath(fd, address, length, from, beneath, umask);
  }
  sendMessage(socket: number, block: number): number {
    return this.#notify.sendMessage(socket, block);
  }
  receiveMessage(socket: number, block: number): number {
    return this.#notify.receiveMessage(socket, block);
  }
  park(fd: number, events: number, timeout: number, progress: number): number {
    return this.#notify.park(fd, events, timeout, progress);
  }
  progress(): number {
    return this.#notify.progress();
  }

  openat2(directory: number, path: number, flags: number, mode: number, resolve: number): number {
    const view = this.#view;
    const how = this.#how;
    view.setUint32(how, flags, true);
    view.setUint32(how + 4, 0, true);
    view.setUint32(how + 8, mode, true);
    view.setUint32(how + 12, 0, true);
    view.setUint32(how + 16, resolve, true);
    view.setUint32(how + 20, 0, true);
    return this.#caller.call(this.#nr.openat2, P1 | P2, directory, path, how, OPEN_HOW_SIZE);
  }
  close(fd: number): number {
    return this.#caller.call(this.#nr.close, 0, fd);
  }
  pread(fd: number, to: number, size: number): number {
    return this.#caller.call(this.#nr.pread64, P1, fd, to, size, 0);
  }
  pwrite(fd: number, from: number, size: number, position: number): number {
    return this.#caller.call(this.#nr.pwrite64, P1, fd, from, size, position);
  }
  fstat(fd: number, to: number): number {
    return this.#caller.call(this.#nr.fstat, P1, fd, to);
  }
  fstatat(directory: number, path: number, to: number, flags: number): number {
    return this.#caller.call(this.#nr.newfstatat, P1 | P2, directory, path, to, flags);
  }
  statx(directory: number, path: number, flags: number, mask: number, to: number): number {
    return this.#caller.call(this.#nr.statx, P1 | P4, directory, path, flags, mask, to);
  }
  fstatfs(fd: number, to: number): number {
    return this.#caller.call(this.#nr.fstatfs, P1, fd, to);
  }
  readlinkat(directory: number, path: number, to: number, size: number): number {
    return this.#caller.call(this.#nr.readlinkat, P1 | P2, directory, path, to, size);
  }
  faccessat2(directory: number, path: number, mode: number, flags: number): number {
    return this.#caller.call(this.#nr.faccessat2, P1, directory, path, mode, flags);
  }
  unlinkat(directory: number, path: number, flags: number): number {
    return this.#caller.call(this.#nr.unlinkat, P1, directory, path, flags);
  }
  mkdirat(directory: number, path: number, mode: number): number {
    return this.#caller.call(this.#nr.mkdirat, P1, directory, path, mode);
  }
  mknodat(directory: number, path: number, mode: number, device: number): number {
    return this.#caller.call(this.#nr.mknodat, P1, directory, path, mode, device);
  }
  linkat(fromDirectory: number, from: number, toDirectory: number, to: number, flags: number): number {
    return this.#caller.call(this.#nr.linkat, P1 | P3, fromDirectory, from, toDirectory, to, flags);
  }
  symlinkat(target: number, directory: number, path: number): number {
    return this.#caller.call(this.#nr.symlinkat, P0 | P2, target, directory, path);
  }
  renameat2(fromDirectory: number, from: number, toDirectory: number, to: number, flags: number): number {
    return this.#caller.call(this.#nr.renameat2, P1 | P3, fromDirectory, from, toDirectory, to, flags);
  }
  fchmodat(directory: number, path: number, mode: number): number {
    return this.#caller.call(this.#nr.fchmodat, P1, directory, path, mode);
  }
  fchownat(directory: number, path: number, uid: number, gid: number, flags: number): number {
    return this.#caller.call(this.#nr.fchownat, P1, directory, path, uid, gid, flags);
  }
  utimensat(directory: number, path: number, times: number, flags: number): number {
    return this.#caller.call(this.#nr.utimensat, P1 | P2, directory, path, times, flags);
  }
  truncate(path: number, lengthAt: number): number {
    return this.#caller.call(this.#nr.truncate, P0 | W1, path, lengthAt);
  }
  ftruncate(fd: number, lengthAt: number): number {
    return this.#caller.call(this.#nr.ftruncate, W1, fd, lengthAt);
  }
  fallocate(fd: number, mode: number, offsetAt: number, lengthAt: number): number {
    return this.#caller.call(this.#nr.fallocate, W2 | W3, fd, mode, offsetAt, lengthAt);
  }
  setxattr(path: number, name: number, value: number, size: number, flags: number): number {
    return this.#caller.call(this.#nr.setxattr, P0 | P1 | P2, path, name, value, size, flags);
  }
  lsetxattr(path: number, name: number, value: number, size: number, flags: number): number {
    return this.#caller.call(this.#nr.lsetxattr, P0 | P1 | P2, path, name, value, size, flags);
  }
  getxattr(path: number, name: number, value: number, size: number): number {
    return this.#caller.call(this.#nr.getxattr, P0 | P1 | P2, path, name, value, size);
  }
  lgetxattr(path: number, name: number, value: number, size: number): number {
    return this.#caller.call(this.#nr.lgetxattr, P0 | P1 | P2, path, name, value, size);
  }
  listxattr(path: number, list: number, size: number): number {
    return this.#caller.call(this.#nr.listxattr, P0 | P1, path, list, size);
  }
  llistxattr(path: number, list: number, size: number): number {
    return this.#caller.call(this.#nr.llistxattr, P0 | P1, path, list, size);
  }
  removexattr(path: number, name: number): number {
    return this.#caller.call(this.#nr.removexattr, P0 | P1, path, name);
  }
  lremovexattr(path: number, name: number): number {
    return this.#caller.call(this.#nr.lremovexattr, P0 | P1, path, name);
  }
  getdents64(fd: number, to: number, size: number): number {
    return this.#caller.call(this.#nr.getdents64, P1, fd, to, size);
  }
  inotifyAddWatch(fd: number, path: number, mask: number): number {
    return this.#caller.call(this.#nr.inotify_add_watch, P1, fd, path, mask);
  }
  fanotifyMark(fd: number, flags: number, maskAt: number, directory: number, path: number): number {
    return this.#caller.call(this.#nr.fanotify_mark, W2 | P4, fd, flags, maskAt, directory, path);
  }
  memfdCreate(name: number, flags: number): number {
    return this.#caller.call(this.#nr.memfd_create, P0, name, flags);
  }
  umask(mask: number): number {
    return this.#caller.call(this.#nr.umask, 0, mask);
  }

  socket(domain: number, type: number, protocol: number): number {
    return this.#caller.call(this.#nr.socket, 0, domain, type, protocol);
  }
  bind(fd: number, address: number, length: number): number {
    return this.#caller.call(this.#nr.bind, P1, fd, address, length);
  }
  connect(fd: number, address: number, length: number): number {
    return this.#caller.call(this.#nr.connect, P1, fd, address, length);
  }
  sendto(fd: number, data: number, size: number, flags: number, address: number, length: number): number {
    return this.#caller.call(this.#nr.sendto, P1 | P4, fd, data, size, flags, address, length);
  }
  sendmsg(fd: number, message: number, flags: number): number {
    return this.#caller.call(this.#nr.sendmsg, P1, fd, message, flags);
  }
  getsockname(fd: number, address: number, lengthAt: number): number {
    return this.#caller.call(this.#nr.getsockname, P1 | P2, fd, address, lengthAt);
  }
  getsockopt(fd: number, level: number, option: number, value: number, lengthAt: number): number {
    return this.#caller.call(this.#nr.getsockopt, P3 | P4, fd, level, option, value, lengthAt);
  }
  fcntl(fd: number, command: number, argument: number): number {
    return this.#caller.call(this.#nr.fcntl, 0, fd, command, argument);
  }
  fchdir(fd: number): number {
    return this.#caller.call(this.#nr.fchdir, 0, fd);
  }

  pidfdOpen(pid: number, flags: number): number {
    return this.#caller.call(this.#nr.pidfd_open, 0, pid, flags);
  }
  pidfdGetfd(pidfd: number, fd: number): number {
    return this.#caller.call(this.#nr.pidfd_getfd, 0, pidfd, fd, 0);
  }
  kill(pid: number, signal: number): number {
    return this.#caller.call(this.#nr.kill, 0, pid, signal);
  }
  getpid(): number {
    return this.#caller.call(this.#nr.getpid, 0);
  }
  getsid(pid: number): number {
    return this.#caller.call(this.#nr.getsid, 0, pid);
  }
}
