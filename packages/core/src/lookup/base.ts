import { AT_FDCWD, O_CLOEXEC, O_PATH } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import { LINK, LINK_SIZE, CANONICAL_SIZE } from "../supervisor/request/arena.ts";
import type { Call } from "../supervisor/request/call.ts";
import type { Kernel } from "../kernel.ts";
import { ownDescriptorName, taskDescriptorName, taskFileName } from "./proc-name.ts";

const SLASH = 47;

/**
 * Pins the directory that a descriptor argument of the caller stands for, whatever kind of object it is.
 *
 * @param dirfd - the argument as the kernel reads it: a signed int, `AT_FDCWD` for the working directory
 * @returns an O_PATH descriptor that is held, or `-errno` (`-EBADF`)
 */
export function pinDescriptor(kernel: Kernel, call: Call, dirfd: number): number {
  if (dirfd < 0 && dirfd !== AT_FDCWD) return -ERRNO.EBADF;
  const name = nameInProc(kernel, call, dirfd);
  const fd = kernel.openat2(AT_FDCWD, name, O_PATH | O_CLOEXEC, 0, 0);
  // The number may be another task's by now: what was opened counts only if the caller still waits (pitfall 48).
  const gone = kernel.valid();
  if (gone < 0) {
    if (fd >= 0) kernel.close(fd);
    return gone;
  }
  if (fd === -ERRNO.ENOENT && dirfd !== AT_FDCWD) return -ERRNO.EBADF;
  return call.hold(fd);
}

/** Writes the name in /proc of what a descriptor argument of the caller stands for, and returns its offset. */
export const nameInProc = ({ arena }: Kernel, { pid }: Call, dirfd: number): number =>
  dirfd === AT_FDCWD ? taskFileName(arena.bytes, pid, "cwd") : taskDescriptorName(arena.bytes, pid, dirfd);

/**
 * Writes the name of one of our descriptors at `to`, without NUL.
 *
 * @returns the end of the name, or `-errno`; a name that does not begin with `/` is the kernel's name of an object
 */
export function nameOfDescriptor(kernel: Kernel, fd: number, to: number): number {
  const { bytes } = kernel.arena;
  const length = kernel.readlinkat(AT_FDCWD, ownDescriptorName(bytes, fd), LINK, LINK_SIZE);
  if (length < 0) return length;
  if (length >= CANONICAL_SIZE) return -ERRNO.ENAMETOOLONG;
  bytes.copyWithin(to, LINK, LINK + length);
  return to + length;
}

const DELETED = [..." (deleted)"].map((c) => c.charCodeAt(0));

/** Whether the kernel marks the name as that of an object without one. */
export function isDeletedName(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start <= DELETED.length) return false;
  const at = end - DELETED.length;
  return DELETED.every((code, i) => bytes[at + i] === code);
}

/** End of the name that an object had before it was deleted; `end` where it does not look deleted. */
export const endBeforeDeletion = (bytes: Uint8Array, start: number, end: number): number =>
  isDeletedName(bytes, start, end) ? end - DELETED.length : end;

/**
 * Writes a slash and NUL at `at` and returns the offset of the NUL: the path of the root, or, behind a name, what asks for
 * a directory.
 */
export function putSlash(bytes: Uint8Array, at: number): number {
  bytes[at] = SLASH;
  bytes[at + 1] = 0;
  return at + 1;
}

/** Whether the name is a path: one from the root. */
export const isPathName = (bytes: Uint8Array, start: number): boolean => bytes[start] === SLASH;
