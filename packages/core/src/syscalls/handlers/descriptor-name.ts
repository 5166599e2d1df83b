import { endBeforeDeletion, pinDescriptor } from "../../lookup/base.ts";
import type { Emulation } from "../../supervisor/emulation.ts";
import { processOf } from "../../lookup/proc-links.ts";

/** PIDFD_THREAD: a pidfd of one thread. Origin: include/uapi/linux/pidfd.h, Linux 6.9. */
const PIDFD_THREAD = 0o200;

/**
 * Pins the object behind a descriptor argument and takes its name for the first place.
 *
 * @returns an O_PATH descriptor that is held, or `-errno`
 */
export function pinArgument(e: Emulation, argument: number): number {
  const fd = pinDescriptor(e.kernel, e.call, Math.max(e.call.int(argument), -1));
  if (fd < 0) return fd;
  const named = e.lookup.takeObject(e.first, fd);
  return named < 0 ? named : fd;
}

/**
 * Duplicates the caller's descriptor itself: the same open file, with its offset and flags.
 *
 * @returns a descriptor that is held, or `-errno`
 */
export const duplicateArgument = (e: Emulation, argument: number): number =>
  duplicateDescriptor(e, e.call.int(argument));

/** Duplicates a descriptor of the caller by its number, as {@link duplicateArgument} does. */
export function duplicateDescriptor(e: Emulation, fd: number): number {
  const { kernel, call } = e;
  // The thread itself where the kernel knows how (Linux 6.9): threads may have tables of their own.
  let pidfd = kernel.pidfdOpen(call.pid, PIDFD_THREAD);
  if (pidfd < 0) pidfd = kernel.pidfdOpen(processOf(kernel, call.pid), 0);
  if (pidfd < 0) return pidfd;
  const duplicate = kernel.pidfdGetfd(pidfd, fd);
  kernel.close(pidfd);
  call.hold(duplicate);
  const gone = kernel.valid(); // else it may be another process's (pitfall 48)
  return gone < 0 ? gone : duplicate;
}

/**
 * Judges the object behind the first place, unless it has no path; 0 or `-errno`. One that has been deleted is still what
 * the rules about its name withhold, or deleting would be a way to read.
 */
export function judgeNamed(e: Emulation, set: number): number {
  const { start, end, pseudo } = e.first;
  if (pseudo) return 0;
  const judged = e.judge.path(set, start, end, 0);
  const before = endBeforeDeletion(e.kernel.arena.bytes, start, end);
  return judged !== 0 || before === end ? judged : e.judge.path(set, start, before, 0);
}
