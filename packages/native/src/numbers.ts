/** Numbers of the calls that the emulators themselves make. Origin: syscall_64.tbl and the generic table, Linux 6.18. */
export interface SyscallNumbers {
  readonly bind: number;
  readonly close: number;
  readonly connect: number;
  readonly faccessat2: number;
  readonly fallocate: number;
  readonly fanotify_mark: number;
  readonly fchdir: number;
  readonly fchmodat: number;
  readonly fchownat: number;
  readonly fcntl: number;
  readonly fstat: number;
  readonly fstatfs: number;
  readonly ftruncate: number;
  readonly getdents64: number;
  readonly getpid: number;
  readonly getsid: number;
  readonly getsockname: number;
  readonly getsockopt: number;
  readonly getxattr: number;
  readonly inotify_add_watch: number;
  readonly kill: number;
  readonly lgetxattr: number;
  readonly linkat: number;
  readonly listxattr: number;
  readonly llistxattr: number;
  readonly lremovexattr: number;
  readonly lsetxattr: number;
  readonly memfd_create: number;
  readonly mkdirat: number;
  readonly mknodat: number;
  readonly newfstatat: number;
  readonly openat2: number;
  readonly pidfd_getfd: number;
  readonly pidfd_open: number;
  readonly pread64: number;
  readonly pwrite64: number;
  readonly readlinkat: number;
  readonly removexattr: number;
  readonly renameat2: number;
  readonly sendmsg: number;
  readonly sendto: number;
  readonly setxattr: number;
  readonly socket: number;
  readonly statx: number;
  readonly symlinkat: number;
  readonly truncate: number;
  readonly umask: number;
  readonly unlinkat: number;
  readonly utimensat: number;
}

const X64: SyscallNumbers = {
  bind: 49,
  close: 3,
  connect: 42,
  faccessat2: 439,
  fallocate: 285,
  fanotify_mark: 301,
  fchdir: 81,
  fchmodat: 268,
  fchownat: 260,
  fcntl: 72,
  fstat: 5,
  fstatfs: 138,
  ftruncate: 77,
  getdents64: 217,
  getpid: 39,
  getsid: 124,
  getsockname: 51,
  getsockopt: 55,
  getxattr: 191,
  inotify_add_watch: 254,
  kill: 62,
  lgetxattr: 192,
  linkat: 265,
  listxattr: 194,
  llistxattr: 195,
  lremovexattr: 198,
  lsetxattr: 189,
  memfd_create: 319,
  mkdirat: 258,
  mknodat: 259,
  newfstatat: 262,
  openat2: 437,
  pidfd_getfd: 438,
  pidfd_open: 434,
  pread64: 17,
  pwrite64: 18,
  readlinkat: 267,
  removexattr: 197,
  renameat2: 316,
  sendmsg: 46,
  sendto: 44,
  setxattr: 188,
  socket: 41,
  statx: 332,
  symlinkat: 266,
  truncate: 76,
  umask: 95,
  unlinkat: 263,
  utimensat: 280,
};

const ARM64: SyscallNumbers = {
  bind: 200,
  close: 57,
  connect: 203,
  faccessat2: 439,
  fallocate: 47,
  fanotify_mark: 263,
  fchdir: 50,
  fchmodat: 53,
  fchownat: 54,
  fcntl: 25,
  fstat: 80,
  fstatfs: 44,
  ftruncate: 46,
  getdents64: 61,
  getpid: 172,
  getsid: 156,
  getsockname: 204,
  getsockopt: 209,
  getxattr: 8,
  inotify_add_watch: 27,
  kill: 129,
  lgetxattr: 9,
  linkat: 37,
  listxattr: 11,
  llistxattr: 12,
  lremovexattr: 15,
  lsetxattr: 6,
  memfd_create: 279,
  mkdirat: 34,
  mknodat: 33,
  newfstatat: 79,
  openat2: 437,
  pidfd_getfd: 438,
  pidfd_open: 434,
  pread64: 67,
  pwrite64: 68,
  readlinkat: 78,
  removexattr: 14,
  renameat2: 276,
  sendmsg: 211,
  sendto: 206,
  setxattr: 5,
  socket: 198,
  statx: 291,
  symlinkat: 36,
  truncate: 45,
  umask: 166,
  unlinkat: 35,
  utimensat: 88,
};

/** The numbers of an architecture as `process.arch` names it. */
export function syscallNumbers(arch: string): SyscallNumbers {
  return arch === "arm64" ? ARM64 : X64;
}
