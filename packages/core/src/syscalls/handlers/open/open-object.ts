import {
  AT_FDCWD,
  F_SETFL,
  O_ACCMODE,
  O_CLOEXEC,
  O_CREAT,
  O_EXCL,
  O_NOCTTY,
  O_NONBLOCK,
  O_RDWR,
  O_TMPFILE_BIT,
} from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, STAT } from "../../../abi/index.ts";
import type { Place } from "../../../lookup/place.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import { STAT_A } from "../../../supervisor/request/arena.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { judgeNamed } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";
import { setFor, TEMPORARY } from "./categories.ts";
import { judgeFilesystem } from "./filesystem.ts";
import { openPinnedLater, wouldWait } from "./open-judged.ts";
import { descriptorFlags, type OpenRequest } from "./request.ts";
import { refusedByMode, refusedByType } from "./restrictions.ts";
import { sendDescriptor } from "./send-descriptor.ts";

/** Opens again what a magic link has led to: the pinned object, with the rights that are asked for now. */
export function openObject(e: Emulation, place: Place, request: OpenRequest): number {
  const { kernel, call } = e;
  const { flags } = request;
  if ((flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0) return -ERRNO.EEXIST;
  const looked = kernel.fstat(place.magic, STAT_A);
  if (looked < 0) return looked;
  const mode = call.view.getUint32(STAT_A + STAT[e.arch].st_mode, true);
  const type = (mode >> 12) & 15;
  const refused = (flags & O_TMPFILE_BIT) !== 0 ? 0 : refusedByType(e, place, flags, type);
  if (refused !== 0) return refused;
  const judged = judgeNamed(e, (flags & O_TMPFILE_BIT) !== 0 ? TEMPORARY : setFor(flags, type));
  if (judged !== 0) return judged;
  const apart = e.policy.filesystems ? judgeFilesystem(e, place, place.magic) : 0;
  if (apart !== 0) return apart;
  return refusedByMode(e, place, flags, mode) || act(e, place.magic, request, type);
}

function act(e: Emulation, pinned: number, request: OpenRequest, type: number): number {
  if (type === TYPE.socket) return -ERRNO.ENXIO;
  const flags = request.flags & ~(O_CREAT | O_EXCL | OPEN_FLAGS[e.arch].O_NOFOLLOW);
  const cloexec = descriptorFlags(e, request);
  if (type === TYPE.fifo && (flags & O_ACCMODE) !== O_RDWR) return openPinnedLater(e, pinned, flags, cloexec);
  const fd = type === TYPE.regular ? openWithoutWaiting(e, pinned, flags) : reopen(e, pinned, flags, request.mode);
  if (type === TYPE.regular && wouldWait(fd, flags)) return openPinnedLater(e, pinned, flags, cloexec);
  return fd < 0 ? fd : sendDescriptor(e, fd, cloexec);
}

function reopen({ kernel }: Emulation, pinned: number, flags: number, mode: number): number {
  const made = (flags & O_TMPFILE_BIT) !== 0 ? mode : 0;
  const name = ownDescriptorName(kernel.arena.bytes, pinned);
  return kernel.openat2(AT_FDCWD, name, flags | O_CLOEXEC | O_NOCTTY, made, 0);
}

/** A lease of somebody else's makes an open wait. */
function openWithoutWaiting(e: Emulation, pinned: number, flags: number): number {
  const fd = reopen(e, pinned, flags | O_NONBLOCK, 0);
  if (fd >= 0 && (flags & O_NONBLOCK) === 0) e.kernel.fcntl(fd, F_SETFL, flags);
  return fd;
}
