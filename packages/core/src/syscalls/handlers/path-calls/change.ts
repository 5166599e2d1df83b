import { AT_EMPTY_PATH, AT_FDCWD, AT_SYMLINK_NOFOLLOW } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { S_ISGID, S_ISVTX } from "../../../abi/stat.ts";
import { ownDescriptorName } from "../../../lookup/proc-name.ts";
import { EMPTY, SMALL } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { modeAtStatA, pinFirst, typeOfDescriptor, unknownFlags } from "../arguments.ts";
import { duplicateArgument, judgeNamed, pinArgument } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";

const CHMOD = bitOf("chmod");
const CHATTR = bitOf("chattr");
const CHOWN = bitOf("chown");
const CHGRP = bitOf("chgrp");
const UTIME = bitOf("utime");
const SHORTEN = bitOf("truncate") | CHMOD | CHATTR;

/** chmod, fchmodat and fchmodat2. */
export function chmod(e: Emulation): number {
  const wrong = unknownFlags(e, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
  return wrong !== 0 ? wrong : changeMode(e, pinFirst(e));
}

/** fchmod. */
export const fchmod = (e: Emulation): number => changeMode(e, pinArgument(e, e.shape.fd));

function changeMode(e: Emulation, fd: number): number {
  const { kernel, call, shape, hardenings } = e;
  if (fd < 0) return fd;
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  const judged = judgeNamed(e, CHMOD);
  if (judged !== 0) return judged;
  if (type === TYPE.link) return -ERRNO.EOPNOTSUPP;
  let mode = call.int(shape.mode) & 0o7777;
  if (type === TYPE.regular) mode &= ~hardenings.forceUmask;
  if (type === TYPE.directory && hardenings.keepSticky) mode |= modeAtStatA(e) & (S_ISVTX | S_ISGID);
  return kernel.fchmodat(AT_FDCWD, ownDescriptorName(kernel.arena.bytes, fd), mode);
}

/** chown, lchown and fchownat. */
export function chown(e: Emulation): number {
  const wrong = unknownFlags(e, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH);
  return wrong !== 0 ? wrong : changeOwner(e, pinFirst(e));
}

/** fchown. */
export const fchown = (e: Emulation): number => changeOwner(e, pinArgument(e, e.shape.fd));

function changeOwner(e: Emulation, fd: number): number {
  const { kernel, call, shape } = e;
  if (fd < 0) return fd;
  const uidAt = shape.args.indexOf("uid");
  const uid = call.int(uidAt);
  const gid = call.int(uidAt + 1);
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  const nothing = uid === -1 && gid === -1;
  const ids = nothing ? UTIME : (uid === -1 ? 0 : CHOWN) | (gid === -1 ? 0 : CHGRP);
  const sideEffects = type === TYPE.directory ? 0 : CHMOD | CHATTR;
  const judged = judgeNamed(e, ids | sideEffects);
  if (judged !== 0) return judged;
  return kernel.fchownat(fd, EMPTY, uid, gid, AT_EMPTY_PATH);
}

/** truncate. */
export function truncate(e: Emulation): number {
  const { kernel, call, shape } = e;
  call.put(shape.path + 1, SMALL);
  if (call.high(shape.path + 1) < 0) return -ERRNO.EINVAL;
  const fd = pinFirst(e);
  if (fd < 0) return fd;
  const judged = judgeNamed(e, SHORTEN);
  return judged !== 0 ? judged : kernel.truncate(ownDescriptorName(kernel.arena.bytes, fd), SMALL);
}

/** ftruncate: on the caller's own open file, since its mode decides. */
export function ftruncate(e: Emulation): number {
  return shorten(e, (fd) => {
    e.call.put(e.shape.fd + 1, SMALL);
    return e.kernel.ftruncate(fd, SMALL);
  });
}

/** fallocate. */
export function fallocate(e: Emulation): number {
  const { call, shape } = e;
  return shorten(e, (fd) => {
    call.put(shape.fd + 2, SMALL);
    call.put(shape.fd + 3, SMALL + 8);
    return e.kernel.fallocate(fd, call.int(shape.fd + 1), SMALL, SMALL + 8);
  });
}

function shorten(e: Emulation, act: (fd: number) => number): number {
  const file = duplicateArgument(e, e.shape.fd);
  if (file < 0) return file;
  const named = e.lookup.takeObject(e.first, file);
  if (named < 0) return named;
  const judged = judgeNamed(e, SHORTEN);
  return judged !== 0 ? judged : act(file);
}
