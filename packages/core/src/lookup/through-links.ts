import { AT_FDCWD, O_CLOEXEC, O_PATH, RESOLVE_NO_MAGICLINKS } from "../abi/fcntl.ts";
import { OPEN_FLAGS } from "../abi/index.ts";
import { isDeletedName, isPathName, nameOfDescriptor } from "./base.ts";
import { BENEATH, FOLLOW, IN_ROOT, NO_DOTDOT, NO_MAGICLINKS, NO_SYMLINKS, NO_XDEV, type Place } from "./place.ts";
import { isAbsent } from "./proc-links.ts";
import { isBelowProc } from "./proc-name.ts";
import type { WalkTools } from "./walk-state.ts";

/** Whether links are followed only by rules that the kernel has too: none is judged, none is refused for where it lies. */
const mayLetKernelFollow = ({ rules, judge }: WalkTools): boolean =>
  !rules.trustedLinksOnly && !rules.noSymlinks && !rules.noMagiclinks && !rules.noCrossing && !judge.judgesWalks;

const CAREFUL = NO_SYMLINKS | NO_MAGICLINKS | NO_DOTDOT | BENEATH | IN_ROOT | NO_XDEV;

/**
 * Has the kernel follow the links on the way of a path that was read as written, and asks it for the name of what is
 * there: three calls where a walk takes four a component. The name is a hint. What it leads to is judged and used by that
 * name, without meeting a link, so that it matters to nobody what happened in between.
 *
 * Not through `/proc`, where `self` would be sbx, and not to what has no name: that takes a walk.
 *
 * @returns whether the place is now another path as written
 */
export function throughLinks(tools: WalkTools, place: Place, flags: number): boolean {
  const { kernel, rules, arch } = tools;
  if ((flags & CAREFUL) !== 0 || !mayLetKernelFollow(tools)) return false;
  const last = (flags & FOLLOW) === 0 ? OPEN_FLAGS[arch].O_NOFOLLOW : 0;
  const fd = kernel.openat2(place.directory, place.name, O_PATH | O_CLOEXEC | last, 0, RESOLVE_NO_MAGICLINKS);
  if (fd < 0) return false;
  const { start } = place;
  const { bytes } = kernel.arena;
  const end = nameOfDescriptor(kernel, fd, start);
  kernel.close(fd);
  if (end < 0 || !isPathName(bytes, start) || isDeletedName(bytes, start, end)) return false;
  if (isBelowProc(bytes, start, end) || isAbsent(bytes, rules, start, end)) return false;
  bytes[end] = 0;
  place.end = end;
  place.directory = AT_FDCWD;
  place.name = start;
  return true;
}
