import { AT_EMPTY_PATH, AT_FDCWD, AT_SYMLINK_FOLLOW } from "../../../../abi/fcntl.ts";
import { ERRNO } from "../../../../abi/index.ts";
import { S_ISGID, S_ISUID } from "../../../../abi/stat.ts";
import { EMPTY_PATH, FOLLOW, MAY_BE_DELETED } from "../../../../lookup/place.ts";
import { ownDescriptorName } from "../../../../lookup/proc-name.ts";
import { EMPTY } from "../../../../supervisor/request/arena.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import {
  atFlagsOf,
  dirfd2Of,
  dirfdOf,
  modeAtStatA,
  typeOfDescriptor,
  typeOfName,
  unknownFlags,
} from "../../arguments.ts";
import { judgeNamed } from "../../descriptor-name.ts";
import { TYPE } from "../../file-type.ts";
import { mayMake } from "./make.ts";

const RENAME = bitOf("rename");
const CREATE = bitOf("create");
const GROUP_EXEC = 0o010;
const READ_AND_WRITE = 6;

/** link and linkat: the old path is asked as `rename`, the new name as `create`. */
export function link(e: Emulation): number {
  const wrong = unknownFlags(e, AT_EMPTY_PATH | AT_SYMLINK_FOLLOW);
  if (wrong !== 0) return wrong;
  return (atFlagsOf(e) & (AT_EMPTY_PATH | AT_SYMLINK_FOLLOW)) === 0 ? linkName(e) : linkObject(e);
}

/** The old name as it is, a link included. */
function linkName(e: Emulation): number {
  const { lookup, first, second, shape, kernel } = e;
  const error = lookup.name(first, shape.path, dirfdOf(e), FOLLOW);
  if (error !== 0) return error;
  // A slash behind it asks for the directory that it leads to, which is followed to and then refused.
  if (first.trailingSlash && !first.lastIsSpecial) return linkObject(e);
  const type = typeOfName(e, first);
  if (type < 0) return type;
  const mode = modeAtStatA(e);
  const refused = oldName(e) || untrusted(e, type, mode, first.directory, first.name) || mayMake(e, second, CREATE, 0);
  return refused !== 0 ? refused : kernel.linkat(first.directory, first.name, second.directory, second.name, 0);
}

/** The object that the old path leads to: what has lost its name may get a new one. */
function linkObject(e: Emulation): number {
  const { lookup, first, second, shape, kernel } = e;
  const flags = atFlagsOf(e);
  const how =
    ((flags & AT_SYMLINK_FOLLOW) === 0 ? 0 : FOLLOW) |
    ((flags & AT_EMPTY_PATH) === 0 ? 0 : EMPTY_PATH) |
    MAY_BE_DELETED;
  const fd = lookup.object(first, shape.path, dirfdOf(e), how);
  if (fd < 0) return fd;
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  const mode = modeAtStatA(e);
  const refused = oldName(e) || untrusted(e, type, mode, fd, -1) || mayMake(e, second, CREATE, 0);
  if (refused !== 0) return refused;
  const own = ownDescriptorName(kernel.arena.bytes, fd);
  return kernel.linkat(AT_FDCWD, own, second.directory, second.name, AT_SYMLINK_FOLLOW);
}

/** Finds the new name, which must be missing, and judges the old one. */
function oldName(e: Emulation): number {
  const { lookup, second, shape } = e;
  const error = lookup.name(second, shape.path2, dirfd2Of(e), FOLLOW);
  if (error !== 0) return error;
  if (!second.lastIsSpecial && typeOfName(e, second) >= 0) return -ERRNO.EEXIST;
  return judgeNamed(e, RENAME);
}

/** A hard link to what one may not change keeps it alive against its owner's will. */
function untrusted(e: Emulation, type: number, mode: number, directory: number, name: number): number {
  if (!e.hardenings.trustedHardlinks || type === TYPE.link) return 0;
  if (type !== TYPE.regular || (mode & S_ISUID) !== 0) return -ERRNO.EPERM;
  if ((mode & (S_ISGID | GROUP_EXEC)) === (S_ISGID | GROUP_EXEC)) return -ERRNO.EPERM;
  const where = name < 0 ? EMPTY : name;
  const flags = name < 0 ? AT_EMPTY_PATH : 0;
  return e.kernel.faccessat2(directory, where, READ_AND_WRITE, flags) < 0 ? -ERRNO.EPERM : 0;
}
