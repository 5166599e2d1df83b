import {
  AT_EMPTY_PATH,
  AT_FDCWD,
  AT_NO_AUTOMOUNT,
  AT_STATX_SYNC_TYPE,
  AT_SYMLINK_NOFOLLOW,
} from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, STAT, STATX } from "../../../abi/index.ts";
import { nameInProc } from "../../../lookup/base.ts";
import { FOLLOW, NULL_PATH } from "../../../lookup/place.ts";
import { EMPTY, STAT_A } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import { ANSWERED, NEEDS_WALK } from "../../../supervisor/request/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { atFlagsOf, dirfdOf, lookupFlagsOf, unknownFlags } from "../arguments.ts";
import { statCommand } from "../commands/stat-command.ts";
import { judgeNamed, pinArgument } from "../descriptor-name.ts";

const SET = bitOf("stat");
const KNOWN = AT_EMPTY_PATH | AT_NO_AUTOMOUNT | AT_STATX_SYNC_TYPE | AT_SYMLINK_NOFOLLOW;

/** stat, lstat, fstat, newfstatat and statx. */
export function stat(e: Emulation): number {
  const { shape, lookup, first, judge, call, hardenings } = e;
  if (shape.path < 0) return byDescriptor(e);
  const commanded = e.control === undefined ? undefined : statCommand(e);
  if (commanded !== undefined) return commanded;
  const wrong = unknownFlags(e, KNOWN);
  if (wrong !== 0) return wrong;
  if (isStatx(e) && call.int(shape.flags) < 0) return -ERRNO.EINVAL; // STATX__RESERVED
  if ((atFlagsOf(e) & AT_EMPTY_PATH) !== 0 && call.pathLength(shape.path) === 0 && (judge.enabled & SET) === 0)
    return withoutName(e);
  // Where no link may be met the last name must be none either.
  const follow = hardenings.noSymlinks ? FOLLOW : 0;
  const how = lookupFlagsOf(e) | follow | ((atFlagsOf(e) & AT_EMPTY_PATH) === 0 ? 0 : NULL_PATH);
  const written = lookup.asWritten(first, shape.path, dirfdOf(e), how);
  if (written < 0) return written;
  if (written === 0 && first.magic >= 0) return judgeAndReport(e, first.magic); // AT_EMPTY_PATH: what every fstat(3) is
  if (written === 0) {
    let result = exactly(e, how);
    if (result === -ERRNO.ELOOP && lookup.throughLinks(first, how)) result = exactly(e, how);
    if (result !== -ERRNO.ELOOP && result !== NEEDS_WALK) return result;
  }
  const fd = lookup.object(first, shape.path, dirfdOf(e), how);
  return fd < 0 ? fd : judgeAndReport(e, fd);
}

const isStatx = (e: Emulation): boolean => e.shape.flags >= 0;

/** The fast way, where the name is simply allowed: one call of ours looks, writes and answers. */
function exactly(e: Emulation, how: number): number {
  const { kernel, first, shape, call, arch, judge } = e;
  if (!judge.allows(SET, first.start, first.end)) return NEEDS_WALK;
  const open = (how & FOLLOW) !== 0 ? 0 : OPEN_FLAGS[arch].O_NOFOLLOW;
  const sync = isStatx(e) ? atFlagsOf(e) & AT_STATX_SYNC_TYPE : 0;
  const mask = isStatx(e) ? call.int(shape.flags) : -1;
  const result = kernel.statAndAnswer(first.directory, first.name, open, sync, mask, shape.buffer);
  return result === 0 ? ANSWERED : result;
}

function byDescriptor(e: Emulation): number {
  const fd = pinArgument(e, e.shape.fd);
  return fd < 0 ? fd : judgeAndReport(e, fd);
}

/** What every fstat(3) is, where nobody asks for the name of the object: one look through the caller's descriptor. */
function withoutName(e: Emulation): number {
  const { kernel, call } = e;
  const dirfd = dirfdOf(e);
  if (dirfd < 0 && dirfd !== AT_FDCWD) return -ERRNO.EBADF;
  const failed = look(e, AT_FDCWD, nameInProc(kernel, call, dirfd), 0);
  // The number may be another task's by now: what was seen counts only if the caller still waits (pitfall 48).
  const gone = kernel.valid();
  if (gone < 0) return gone;
  return failed === -ERRNO.ENOENT && dirfd !== AT_FDCWD ? -ERRNO.EBADF : failed || give(e);
}

function judgeAndReport(e: Emulation, fd: number): number {
  const judged = judgeNamed(e, SET);
  return judged !== 0 ? judged : report(e, fd);
}

/** Writes what we see of a pinned object to the caller. */
const report = (e: Emulation, fd: number): number => look(e, fd, EMPTY, AT_EMPTY_PATH) || give(e);

/** Looks at an object as the call wants to: the structure to STAT_A; 0 or `-errno`. */
function look(e: Emulation, directory: number, name: number, flags: number): number {
  if (!isStatx(e)) return e.kernel.fstatat(directory, name, STAT_A, flags);
  const all = flags | (atFlagsOf(e) & AT_STATX_SYNC_TYPE);
  return e.kernel.statx(directory, name, all, e.call.int(e.shape.flags), STAT_A);
}

/** Writes the structure at STAT_A to the caller; 0 or `-errno`. */
function give(e: Emulation): number {
  const { size } = isStatx(e) ? STATX : STAT[e.arch];
  const written = e.kernel.write(e.shape.buffer, 0, STAT_A, size);
  return written < 0 ? written : 0;
}
