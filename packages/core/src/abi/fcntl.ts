import type { Architecture } from "./architecture.ts";

// Origin: include/uapi/asm-generic/fcntl.h, include/uapi/linux/fcntl.h and openat2.h, Linux 6.18.
// The flags that arm64 numbers differently are in OPEN_FLAGS; those here are the same on both.

export const O_ACCMODE = 0o3;
export const O_RDONLY = 0o0;
export const O_WRONLY = 0o1;
export const O_RDWR = 0o2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_NOCTTY = 0o400;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_DSYNC = 0o10000;
export const O_ASYNC = 0o20000;
export const O_NOATIME = 0o1000000;
export const O_CLOEXEC = 0o2000000;
export const O_SYNC = 0o4010000;
export const O_PATH = 0o10000000;
/** The bit that makes `O_TMPFILE` out of `O_DIRECTORY`; the kernel decides by it alone (`__O_TMPFILE`). */
export const O_TMPFILE_BIT = 0o20000000;

/** Open flags whose number depends on the architecture. */
export interface ArchOpenFlags {
  readonly O_DIRECTORY: number;
  readonly O_NOFOLLOW: number;
  readonly O_DIRECT: number;
  readonly O_LARGEFILE: number;
  readonly O_TMPFILE: number;
}

/** Open flags whose number depends on the architecture. Origin: asm-generic/fcntl.h and arch/arm64/include/uapi/asm/fcntl.h. */
export const OPEN_FLAGS: Readonly<Record<Architecture, ArchOpenFlags>> = {
  x64: {
    O_DIRECTORY: 0o200000,
    O_NOFOLLOW: 0o400000,
    O_DIRECT: 0o40000,
    O_LARGEFILE: 0o100000,
    O_TMPFILE: 0o20200000,
  },
  arm64: {
    O_DIRECTORY: 0o40000,
    O_NOFOLLOW: 0o100000,
    O_DIRECT: 0o200000,
    O_LARGEFILE: 0o400000,
    O_TMPFILE: 0o20040000,
  },
};

/** Directory descriptor that stands for the working directory, as the signed int it is. */
export const AT_FDCWD = -100;
export const AT_SYMLINK_NOFOLLOW = 0x100;
/** faccessat's flag; the same bit is `AT_REMOVEDIR` for unlinkat. */
export const AT_EACCESS = 0x200;
export const AT_REMOVEDIR = 0x200;
export const AT_SYMLINK_FOLLOW = 0x400;
export const AT_NO_AUTOMOUNT = 0x800;
export const AT_EMPTY_PATH = 0x1000;
export const AT_STATX_SYNC_TYPE = 0x6000;
export const AT_RECURSIVE = 0x8000;
export const AT_EXECVE_CHECK = 0x10000;

/** openat2's `resolve` bits. */
export const RESOLVE_NO_XDEV = 0x01;
export const RESOLVE_NO_MAGICLINKS = 0x02;
export const RESOLVE_NO_SYMLINKS = 0x04;
export const RESOLVE_BENEATH = 0x08;
export const RESOLVE_IN_ROOT = 0x10;
export const RESOLVE_CACHED = 0x20;

export const RENAME_NOREPLACE = 0x1;
export const RENAME_EXCHANGE = 0x2;
export const RENAME_WHITEOUT = 0x4;

export const F_DUPFD = 0;
export const F_GETFD = 1;
export const F_SETFD = 2;
export const F_GETFL = 3;
export const F_SETFL = 4;
export const F_SETOWN = 8;
export const F_GETOWN = 9;
export const F_SETSIG = 10;
export const F_GETSIG = 11;
export const F_SETOWN_EX = 15;
export const F_GETOWN_EX = 16;
export const F_SETLEASE = 1024;
export const F_GETLEASE = 1025;
export const F_NOTIFY = 1026;
export const F_DUPFD_CLOEXEC = 1030;
export const F_SETPIPE_SZ = 1031;
export const F_GETPIPE_SZ = 1032;
export const F_ADD_SEALS = 1033;
export const F_GET_SEALS = 1034;
export const F_GETDELEG = 1039;
export const F_SETDELEG = 1040;

/** access's mode bits. */
export const F_OK = 0;
export const X_OK = 1;
export const W_OK = 2;
export const R_OK = 4;

/** Longest path the kernel takes, with its NUL. Origin: include/uapi/linux/limits.h. */
export const PATH_MAX = 4096;
/** Longest name of one component, without NUL. */
export const NAME_MAX = 255;
