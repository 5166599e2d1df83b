import type { Architecture } from "./architecture.ts";

// Origin: include/uapi/linux/stat.h, arch/x86/include/uapi/asm/stat.h (64-bit) and include/uapi/asm-generic/stat.h (arm64), Linux 6.18.

export const S_IFMT = 0o170000;
export const S_IFSOCK = 0o140000;
export const S_IFLNK = 0o120000;
export const S_IFREG = 0o100000;
export const S_IFBLK = 0o060000;
export const S_IFDIR = 0o040000;
export const S_IFCHR = 0o020000;
export const S_IFIFO = 0o010000;
export const S_ISUID = 0o4000;
export const S_ISGID = 0o2000;
export const S_ISVTX = 0o1000;

/** Byte offsets in `struct stat`, little endian. `st_nlink` and `st_blksize` are 8 bytes on x64 and 4 on arm64. */
export interface StatLayout {
  readonly size: number;
  readonly st_dev: number;
  readonly st_ino: number;
  readonly st_nlink: number;
  readonly st_mode: number;
  readonly st_uid: number;
  readonly st_gid: number;
  readonly st_rdev: number;
  readonly st_size: number;
  readonly st_blksize: number;
  readonly st_blocks: number;
  readonly st_atime: number;
  readonly st_atime_nsec: number;
  readonly st_mtime: number;
  readonly st_mtime_nsec: number;
  readonly st_ctime: number;
  readonly st_ctime_nsec: number;
}

const TIMES = {
  st_atime: 72,
  st_atime_nsec: 80,
  st_mtime: 88,
  st_mtime_nsec: 96,
  st_ctime: 104,
  st_ctime_nsec: 112,
} as const;

/** Byte offsets in `struct stat`, per architecture. */
export const STAT: Readonly<Record<Architecture, StatLayout>> = {
  x64: {
    size: 144,
    st_dev: 0,
    st_ino: 8,
    st_nlink: 16,
    st_mode: 24,
    st_uid: 28,
    st_gid: 32,
    st_rdev: 40,
    st_size: 48,
    st_blksize: 56,
    st_blocks: 64,
    ...TIMES,
  },
  arm64: {
    size: 128,
    st_dev: 0,
    st_ino: 8,
    st_mode: 16,
    st_nlink: 20,
    st_uid: 24,
    st_gid: 28,
    st_rdev: 32,
    st_size: 48,
    st_blksize: 56,
    st_blocks: 64,
    ...TIMES,
  },
};

/** Byte offsets in `struct statx` (the same everywhere, 256 bytes); `stx_mode` is 2 bytes, a time is `s64 sec, u32 nsec`. */
export const STATX = {
  size: 256,
  stx_mask: 0,
  stx_blksize: 4,
  stx_attributes: 8,
  stx_nlink: 16,
  stx_uid: 20,
  stx_gid: 24,
  stx_mode: 28,
  stx_ino: 32,
  stx_size: 40,
  stx_blocks: 48,
  stx_attributes_mask: 56,
  stx_atime: 64,
  stx_btime: 80,
  stx_ctime: 96,
  stx_mtime: 112,
  stx_rdev_major: 128,
  stx_rdev_minor: 132,
  stx_dev_major: 136,
  stx_dev_minor: 140,
  stx_mnt_id: 144,
} as const;

export const STATX_TYPE = 0x1;
export const STATX_MODE = 0x2;
export const STATX_NLINK = 0x4;
export const STATX_UID = 0x8;
export const STATX_GID = 0x10;
export const STATX_ATIME = 0x20;
export const STATX_MTIME = 0x40;
export const STATX_CTIME = 0x80;
export const STATX_INO = 0x100;
export const STATX_SIZE = 0x200;
export const STATX_BLOCKS = 0x400;
export const STATX_BASIC_STATS = 0x7ff;
export const STATX_BTIME = 0x800;
export const STATX_MNT_ID = 0x1000;
export const STATX_RESERVED = 0x80000000;
