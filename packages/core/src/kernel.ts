import type { Arena } from "./supervisor/request/arena.ts";

/** Beside O_CLOEXEC, of the flags of a descriptor that is handed over: it gets any free number instead of the lowest. */
export const RANDOM_NUMBER = 1;

/**
 * The port: all that the core wants of Linux. `@sbx/native` implements it, tests have a fake. Memory is named by offsets
 * into the emulator's arena (0 stands for NULL), paths end with NUL there. Every function returns a count, a descriptor or
 * zero, and `-errno` where the kernel refused; none throws, none allocates.
 */
export interface Kernel extends Notifications, Files, Sockets, Tasks {
  readonly arena: Arena;
}

/** The notification descriptor. */
export interface Notifications {
  /**
   * Waits for a request: 0 with it in the arena, 1 where it had been waiting already, `-EINTR` when the doorbell rang,
   * `-ENOENT` when the caller is gone.
   */
  receive(): number;
  /** 0 while the caller of the request still waits for its answer. */
  valid(): number;
  answer(value: number): number;
  answerError(errno: number): number;
  /** Lets the kernel do the call itself: only where nothing behind a pointer was judged. */
  continueCall(): number;
  /** Puts a descriptor into the caller's table; with `ADDFD_SEND` that is the answer too. */
  addDescriptor(fd: number, flags: number, descriptorFlags: number, target: number): number;
  /** Copies `length` bytes at the caller's address `args[argument] + delta` to `to`. */
  read(argument: number, delta: number, length: number, to: number): number;
  /** Copies the caller's string at the 64-bit address that lies at `addressAt` to `to`: its length. */
  readString(addressAt: number, to: number, max: number): number;
  /** Copies `length` bytes at `from` to the caller's address `args[argument] + delta`. */
  write(argument: number, delta: number, from: number, length: number): number;
  /** Opens without meeting a link and without waiting, answers with the descriptor; see `native/src/act.cc` for the results. */
  openAndAnswer(
    directory: number,
    path: number,
    flags: number,
    mode: number,
    types: number,
    descriptorFlags: number,
    judged: number,
  ): number;
  /** Looks without meeting a link, writes `stat` (`mask` −1) or `statx`, answers; see `native/src/act.cc`. */
  statAndAnswer(
    directory: number,
    path: number,
    openFlags: number,
    flags: number,
    mask: number,
    argument: number,
  ): number;
  /** Opens on a thread of its own, which answers; takes `directory` over. */
  openLater(
    directory: number,
    path: number,
    flags: number,
    mode: number,
    resolve: number,
    descriptorFlags: number,
    umask: number,
  ): number;
  /** Connects on a thread of its own, which answers; takes `socket` and `pinned` over, unless it is −1. */
  connectLater(socket: number, address: number, length: number, pinned: number): number;
  /**
   * Sets the request aside until poll sees `events` at the descriptor, which is taken over: then it is received again.
   * After `timeoutMilliseconds` (0 = never) since it was parked first it is answered: `-EAGAIN`, or the progress if any.
   */
  park(fd: number, events: number, timeoutMilliseconds: number, progress: number): number;
  /** What `park` was told when the request under way was parked; 0 for one that never was. */
  progress(): number;
  /** Sends what `block` in the arena describes, data from the caller's memory; never waits. See `native/src/message.cc`. */
  sendMessage(socket: number, block: number): number;
  /** Receives into the caller's memory, never waits; descriptors that come along are ours. */
  receiveMessage(socket: number, block: number): number;
}

/** Files, directories and their metadata. */
export interface Files {
  openat2(directory: number, path: number, flags: number, mode: number, resolve: number): number;
  close(fd: number): number;
  /** Reads a file from its beginning. */
  pread(fd: number, to: number, size: number): number;
  pwrite(fd: number, from: number, size: number, position: number): number;
  fstat(fd: number, to: number): number;
  fstatat(directory: number, path: number, to: number, flags: number): number;
  statx(directory: number, path: number, flags: number, mask: number, to: number): number;
  fstatfs(fd: number, to: number): number;
  readlinkat(directory: number, path: number, to: number, size: number): number;
  faccessat2(directory: number, path: number, mode: number, flags: number): number;
  unlinkat(directory: number, path: number, flags: number): number;
  mkdirat(directory: number, path: number, mode: number): number;
  mknodat(directory: number, path: number, mode: number, device: number): number;
  linkat(fromDirectory: number, from: number, toDirectory: number, to: number, flags: number): number;
  symlinkat(target: number, directory: number, path: number): number;
  renameat2(fromDirectory: number, from: number, toDirectory: number, to: number, flags: number): number;
  fchmodat(directory: number, path: number, mode: number): number;
  fchownat(directory: number, path: number, uid: number, gid: number, flags: number): number;
  /** `times` is an offset of two `timespec`, or 0 for now. */
  utimensat(directory: number, path: number, times: number, flags: number): number;
  /** Lengths lie as 64-bit numbers in the arena. */
  truncate(path: number, lengthAt: number): number;
  ftruncate(fd: number, lengthAt: number): number;
  fallocate(fd: number, mode: number, offsetAt: number, lengthAt: number): number;
  setxattr(path: number, name: number, value: number, size: number, flags: number): number;
  lsetxattr(path: number, name: number, value: number, size: number, flags: number): number;
  getxattr(path: number, name: number, value: number, size: number): number;
  lgetxattr(path: number, name: number, value: number, size: number): number;
  listxattr(path: number, list: number, size: number): number;
  llistxattr(path: number, list: number, size: number): number;
  removexattr(path: number, name: number): number;
  lremovexattr(path: number, name: number): number;
  getdents64(fd: number, to: number, size: number): number;
  inotifyAddWatch(fd: number, path: number, mask: number): number;
  fanotifyMark(fd: number, flags: number, maskAt: number, directory: number, path: number): number;
  memfdCreate(name: number, flags: number): number;
  umask(mask: number): number;
}

/** Sockets that were duplicated from the caller. */
export interface Sockets {
  socket(domain: number, type: number, protocol: number): number;
  bind(fd: number, address: number, length: number): number;
  /** Binds by a path that starts at `from`, where the socket can come to lie below `beneath` only. */
  bindBeneath(fd: number, address: number, length: number, from: number, beneath: number, umask: number): number;
  connect(fd: number, address: number, length: number): number;
  sendto(fd: number, data: number, size: number, flags: number, address: number, length: number): number;
  sendmsg(fd: number, message: number, flags: number): number;
  getsockname(fd: number, address: number, lengthAt: number): number;
  getsockopt(fd: number, level: number, option: number, value: number, lengthAt: number): number;
  fcntl(fd: number, command: number, argument: number): number;
  fchdir(fd: number): number;
}

/** Other tasks. */
export interface Tasks {
  pidfdOpen(pid: number, flags: number): number;
  pidfdGetfd(pidfd: number, fd: number): number;
  kill(pid: number, signal: number): number;
  /** Our own process. */
  getpid(): number;
  getsid(pid: number): number;
}
