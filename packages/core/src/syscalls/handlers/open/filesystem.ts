import { O_CLOEXEC, O_PATH } from "../../../abi/fcntl.ts";
import { OPEN_FLAGS } from "../../../abi/index.ts";
import { EXACT } from "../../../lookup/lookup.ts";
import type { Place } from "../../../lookup/place.ts";
import { BIG } from "../../../supervisor/request/arena.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";

// The type of a file system is `f_type`, the first 64-bit field of struct statfs.

/** Judges the file system that an object of ours lies in. 0 or `-errno`. */
export function judgeFilesystem(e: Emulation, place: Place, fd: number): number {
  const { kernel, call, policy, judge } = e;
  const failed = kernel.fstatfs(fd, BIG);
  if (failed < 0) return failed;
  const verdict = policy.decideFilesystem(call.view.getUint32(BIG, true), call.view.getUint32(BIG + 4, true));
  return judge.filesystem(verdict, place.start, place.end);
}

/**
 * Judges the file system of the last name of a pinned place. What is put in the place of that name afterwards lies in the
 * same file system: a mount point can be neither renamed nor removed.
 */
export function judgeFilesystemOfName(e: Emulation, place: Place): number {
  const { kernel, arch } = e;
  const flags = O_PATH | O_CLOEXEC | OPEN_FLAGS[arch].O_NOFOLLOW;
  const fd = kernel.openat2(place.directory, place.name, flags, 0, EXACT);
  if (fd < 0) return fd;
  const judged = judgeFilesystem(e, place, fd);
  kernel.close(fd);
  return judged;
}
