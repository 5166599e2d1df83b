import { isInsideBytes } from "@sbx/path";
import { AT_EMPTY_PATH, O_CLOEXEC, O_PATH, RESOLVE_NO_XDEV } from "../abi/fcntl.ts";
import { ERRNO, STAT, STATX } from "../abi/index.ts";
import { STATX_MNT_ID } from "../abi/stat.ts";
import { BIG, EMPTY, STAT_A, STAT_B } from "../supervisor/request/arena.ts";
import { nameOfDescriptor } from "./base.ts";
import { BENEATH, IN_ROOT, NO_XDEV } from "./place.ts";
import type { Walk } from "./walk-state.ts";

// openat2's BENEATH, IN_ROOT and NO_XDEV. The kernel's own would look for the wrong process in `/proc` and would follow
// links that the policy refuses, so a scoped walk is ours too.

const DOT = 46;

export const isScoped = (walk: Walk): boolean => (walk.flags & (BENEATH | IN_ROOT)) !== 0;

/** What the kernel is told about a single step. */
export const stepResolve = (walk: Walk): number => ((walk.flags & NO_XDEV) !== 0 ? RESOLVE_NO_XDEV : 0);

/** Opens a directory of ours once more. */
export function reopen(walk: Walk, fd: number): number {
  const { bytes, kernel, place } = walk;
  bytes[place.special] = DOT;
  bytes[place.special + 1] = 0;
  return kernel.openat2(fd, place.special, O_PATH | O_CLOEXEC | walk.directoryFlag, 0, 0);
}

/** Whether the walk stands at the directory that it may not leave upwards. */
export function isAtBase(walk: Walk): boolean {
  const { kernel, call, base, directory } = walk;
  if (base < 0 || kernel.fstat(base, STAT_A) < 0 || kernel.fstat(directory, STAT_B) < 0) return false;
  const { st_dev, st_ino } = STAT[walk.arch];
  const same = (at: number): boolean =>
    call.view.getBigUint64(STAT_A + at, true) === call.view.getBigUint64(STAT_B + at, true);
  return same(st_dev) && same(st_ino);
}

/** Whether the present directory still lies in the one that the walk may not leave: it may have been moved. 0 or `-errno`. */
export function staysInside(walk: Walk): number {
  const { kernel, bytes, base, directory } = walk;
  if (base < 0 || directory < 0) return 0;
  const baseEnd = nameOfDescriptor(kernel, base, BIG);
  if (baseEnd < 0) return baseEnd;
  const start = baseEnd + 1;
  const end = nameOfDescriptor(kernel, directory, start);
  if (end < 0) return end;
  if (baseEnd - BIG === 1) return 0;
  return isInsideBytes(bytes, start, end, bytes, BIG, baseEnd) ? 0 : -ERRNO.EXDEV;
}

/** Whether a jump from the present directory to `fd` stays on its mount, where that is asked for. 0 or `-errno`. */
export function staysOnMount(walk: Walk, fd: number): number {
  if ((walk.flags & NO_XDEV) === 0 || walk.directory < 0) return 0;
  const from = mountOf(walk, walk.directory);
  return from >= 0n && from === mountOf(walk, fd) ? 0 : -ERRNO.EXDEV;
}

function mountOf(walk: Walk, fd: number): bigint {
  const failed = walk.kernel.statx(fd, EMPTY, AT_EMPTY_PATH, STATX_MNT_ID, STAT_A);
  return failed < 0 ? -1n : walk.call.view.getBigUint64(STAT_A + STATX.stx_mnt_id, true);
}
