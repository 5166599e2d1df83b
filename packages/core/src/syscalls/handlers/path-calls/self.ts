import { nextNameStart } from "@sbx/path";
import { AT_EMPTY_PATH, AT_EXECVE_CHECK, AT_SYMLINK_NOFOLLOW } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { EMPTY } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import { CONTINUE } from "../../../supervisor/request/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { atFlagsOf, pinFirst, typeOfDescriptor, unknownFlags } from "../arguments.ts";
import { judgeNamed, pinArgument } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";

// Calls that change the calling task itself: they are judged here and done by the kernel. Another thread may swap the
// path in between; what that means is in docs/threat-model.md.

const R_OK = 4;
const X_OK = 1;
const EXEC = bitOf("exec");
const CHDIR = bitOf("chdir");

/** execve and execveat. */
export function exec(e: Emulation): number {
  const wrong = unknownFlags(e, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH | AT_EXECVE_CHECK);
  if (wrong !== 0) return wrong;
  const fd = pinFirst(e);
  if (fd < 0) return fd;
  if ((atFlagsOf(e) & AT_SYMLINK_NOFOLLOW) !== 0 && typeOfDescriptor(e, fd) === TYPE.link) return -ERRNO.ELOOP;
  const judged = judgeNamed(e, EXEC);
  if (judged !== 0) return judged;
  return isUnreadable(e, fd) ? refuseUnreadable(e) : CONTINUE;
}

/** Executing what one may not read makes a process whose memory and descriptors nobody may see: it could not be served. */
function isUnreadable(e: Emulation, fd: number): boolean {
  if (typeOfDescriptor(e, fd) !== TYPE.regular) return false;
  if (e.kernel.faccessat2(fd, EMPTY, X_OK, AT_EMPTY_PATH) < 0) return false; // the kernel refuses by itself
  return e.kernel.faccessat2(fd, EMPTY, R_OK, AT_EMPTY_PATH) < 0;
}

function refuseUnreadable(e: Emulation): number {
  const path = e.kernel.arena.bytes.slice(e.first.start, e.first.end);
  return e.judge.refuse(ERRNO.EACCES, "exec_unreadable", {
    path,
    tip: "a program that its user may execute but not read cannot be watched: give read permission",
  });
}

/** chdir. The root itself can be entered always. */
export const chdir = (e: Emulation): number => (e.root.isCutOff && isRoot(e) ? CONTINUE : enter(e, pinFirst(e)));

/** Whether the path is made of slashes only. */
function isRoot(e: Emulation): boolean {
  const { bytes } = e.kernel.arena;
  const length = e.call.pathLength(e.shape.path);
  const end = e.first.slot + length;
  return length > 0 && nextNameStart(bytes, e.first.slot, end) === end;
}

/** fchdir. */
export const fchdir = (e: Emulation): number => enter(e, pinArgument(e, e.shape.fd));

function enter(e: Emulation, fd: number): number {
  if (fd < 0) return fd;
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  if (type !== TYPE.directory) return -ERRNO.ENOTDIR;
  const judged = judgeNamed(e, CHDIR);
  return judged !== 0 ? judged : CONTINUE;
}

/** umask: a number; from now on creating calls ask the caller's. */
export function umask(e: Emulation): number {
  e.caller.noteUmaskChange();
  return CONTINUE;
}
