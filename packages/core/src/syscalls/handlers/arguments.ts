import { AT_EMPTY_PATH, AT_FDCWD, AT_SYMLINK_NOFOLLOW } from "../../abi/fcntl.ts";
import { ERRNO, STAT } from "../../abi/index.ts";
import { EMPTY_PATH, FOLLOW, type Place } from "../../lookup/place.ts";
import { STAT_A } from "../../supervisor/request/arena.ts";
import type { Emulation } from "../../supervisor/emulation.ts";

/** The directory descriptor in front of the first path, or `AT_FDCWD`. */
export const dirfdOf = (e: Emulation): number => (e.shape.dirfd < 0 ? AT_FDCWD : e.call.int(e.shape.dirfd));

/** The directory descriptor in front of the second path, or `AT_FDCWD`. */
export const dirfd2Of = (e: Emulation): number => (e.shape.dirfd2 < 0 ? AT_FDCWD : e.call.int(e.shape.dirfd2));

/** The `AT_…` flags, 0 where the call has none. */
export const atFlagsOf = (e: Emulation): number => (e.shape.atFlags < 0 ? 0 : e.call.int(e.shape.atFlags));

/** How a call that takes `AT_SYMLINK_NOFOLLOW` and `AT_EMPTY_PATH` looks its path up. */
export function lookupFlagsOf(e: Emulation): number {
  const flags = atFlagsOf(e);
  const follow = e.shape.nofollow || (flags & AT_SYMLINK_NOFOLLOW) !== 0 ? 0 : FOLLOW;
  return follow | ((flags & AT_EMPTY_PATH) === 0 ? 0 : EMPTY_PATH);
}

/** Looks at an object of ours: `S_IFMT >> 12` of its type with the rest of `struct stat` at STAT_A, or `-errno`. */
export function typeOfDescriptor(e: Emulation, fd: number): number {
  const failed = e.kernel.fstat(fd, STAT_A);
  return failed < 0 ? failed : typeAtStatA(e);
}

/** Looks at the last name of a place, not following it, whatever slashes are behind it: as {@link typeOfDescriptor}. */
export function typeOfName(e: Emulation, place: Place): number {
  const { bytes } = e.kernel.arena;
  const behind = bytes[place.end]!;
  if (place.trailingSlash && !place.lastIsSpecial) bytes[place.end] = 0;
  const failed = e.kernel.fstatat(place.directory, place.name, STAT_A, AT_SYMLINK_NOFOLLOW);
  bytes[place.end] = behind;
  return failed < 0 ? failed : typeAtStatA(e);
}

const typeAtStatA = (e: Emulation): number => (modeAtStatA(e) >> 12) & 15;

/** `st_mode` of the structure that was filled last. */
export const modeAtStatA = (e: Emulation): number => e.call.view.getUint32(STAT_A + STAT[e.arch].st_mode, true);

/** Refuses `AT_…` flags that the call does not know. */
export const unknownFlags = (e: Emulation, known: number): number =>
  (atFlagsOf(e) & ~known) === 0 ? 0 : -ERRNO.EINVAL;

/** Pins what the first path names, for calls that act on an existing object. */
export const pinFirst = (e: Emulation): number => e.lookup.object(e.first, e.shape.path, dirfdOf(e), lookupFlagsOf(e));
