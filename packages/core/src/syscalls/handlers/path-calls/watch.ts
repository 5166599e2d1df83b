import { AT_FDCWD } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { FOLLOW } from "../../../lookup/place.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import { SMALL } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { dirfdOf, typeOfDescriptor } from "../arguments.ts";
import { duplicateArgument, judgeNamed } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";

const SET = bitOf("notify");
const IN_ONLYDIR = 0x01000000;
const IN_DONT_FOLLOW = 0x02000000;
const FAN_MARK_DONT_FOLLOW = 0x00000004;

/** inotify_add_watch: an empty mask is reported first, then a bad descriptor, then what else is wrong with the mask. */
export function inotifyAddWatch(e: Emulation): number {
  const { kernel, call, shape, lookup, first } = e;
  const mask = call.int(shape.flags);
  if (mask === 0) return -ERRNO.EINVAL;
  const watcher = duplicateArgument(e, shape.fd);
  if (watcher < 0) return watcher;
  const fd = lookup.object(first, shape.path, AT_FDCWD, (mask & IN_DONT_FOLLOW) !== 0 ? 0 : FOLLOW);
  if (fd < 0) return fd;
  if ((mask & IN_ONLYDIR) !== 0 && typeOfDescriptor(e, fd) !== TYPE.directory) return -ERRNO.ENOTDIR;
  const judged = judgeNamed(e, SET);
  if (judged !== 0) return judged;
  return kernel.inotifyAddWatch(watcher, ownDescriptorName(kernel.arena.bytes, fd), mask & ~IN_DONT_FOLLOW);
}

/** fanotify_mark. */
export function fanotifyMark(e: Emulation): number {
  const { kernel, call, shape, lookup, first } = e;
  const flags = call.int(shape.flags);
  const group = duplicateArgument(e, shape.fd);
  if (group < 0) return group;
  const how = (flags & FAN_MARK_DONT_FOLLOW) !== 0 ? 0 : FOLLOW;
  const byDescriptor = call.isNull(shape.path);
  const fd = byDescriptor ? duplicateArgument(e, shape.dirfd) : lookup.object(first, shape.path, dirfdOf(e), how);
  if (fd < 0) return fd;
  if (byDescriptor) {
    const named = lookup.takeObject(first, fd);
    if (named < 0) return named;
  }
  const judged = judgeNamed(e, SET);
  if (judged !== 0) return judged;
  call.put(shape.args.indexOf("offset"), SMALL);
  const name = ownDescriptorName(kernel.arena.bytes, fd);
  return kernel.fanotifyMark(group, flags & ~FAN_MARK_DONT_FOLLOW, SMALL, AT_FDCWD, name);
}
