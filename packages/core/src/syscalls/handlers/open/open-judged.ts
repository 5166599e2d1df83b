import { O_CLOEXEC, O_NOCTTY, O_NONBLOCK, O_PATH } from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, STAT } from "../../../abi/index.ts";
import { EXACT } from "../../../lookup/lookup.ts";
import type { Place } from "../../../lookup/place.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import { STAT_A, STAT_B } from "../../../supervisor/request/arena.ts";
import { ANSWERED } from "../../../supervisor/request/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";

// The object that was judged has its `struct stat` at STAT_A. Its name may lead to another one at any moment.

/** Whether an open would have waited and is to: for a lease to be given up, or a device to be ready. */
export const wouldWait = (result: number, flags: number): boolean =>
  result === -ERRNO.EAGAIN && (flags & O_NONBLOCK) === 0;

/** Opens the object that was judged and answers; `-ESTALE` where the name leads to another one. */
export function openJudged(e: Emulation, place: Place, flags: number, cloexec: number, type: number): number {
  const result = e.kernel.openAndAnswer(place.directory, place.name, flags, 0, 1 << type, cloexec, STAT_A);
  return result === 0 ? ANSWERED : result > 0 ? -ERRNO.ESTALE : result;
}

/** The same on a thread of its own, which may wait: the object is pinned first, and opened by its descriptor. */
export function openJudgedLater(e: Emulation, place: Place, flags: number, cloexec: number): number {
  const { kernel, call, arch } = e;
  const pinning = O_PATH | O_CLOEXEC | OPEN_FLAGS[arch].O_NOFOLLOW;
  const pinned = call.hold(kernel.openat2(place.directory, place.name, pinning, 0, EXACT));
  if (pinned < 0) return pinned;
  const failed = kernel.fstat(pinned, STAT_B);
  if (failed < 0) return failed;
  return isJudged(e) ? openPinnedLater(e, pinned, flags, cloexec) : -ERRNO.ESTALE;
}

/** Whether STAT_A and STAT_B are of one object. */
function isJudged({ call, arch }: Emulation): boolean {
  const { st_dev, st_ino, st_mode } = STAT[arch];
  const { view } = call;
  const same = (at: number): boolean => view.getBigUint64(STAT_A + at, true) === view.getBigUint64(STAT_B + at, true);
  const type = (at: number): number => view.getUint32(at + st_mode, true) >> 12;
  return same(st_dev) && same(st_ino) && type(STAT_A) === type(STAT_B);
}

/** Opens the object of a descriptor that we hold on a thread of its own, which answers. */
export function openPinnedLater(e: Emulation, fd: number, flags: number, cloexec: number): number {
  const { kernel, call, arch } = e;
  const wanted = (flags & ~OPEN_FLAGS[arch].O_NOFOLLOW) | O_CLOEXEC | O_NOCTTY;
  const started = kernel.openLater(fd, ownDescriptorName(kernel.arena.bytes, fd), wanted, 0, 0, cloexec, 0);
  if (started !== 0) return started;
  call.giveAway(fd);
  return ANSWERED;
}
