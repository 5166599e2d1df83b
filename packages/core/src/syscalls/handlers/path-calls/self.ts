import { AT_EMPTY_PATH, AT_EXECVE_CHECK, AT_SYMLINK_NOFOLLOW } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import { CONTINUE } from "../../../supervisor/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { atFlagsOf, pinFirst, typeOfDescriptor, unknownFlags } from "../arguments.ts";
import { judgeNamed, pinArgument } from "../descriptor-name.ts";
import { TYPE } from "../file-type.ts";

// Calls that change the calling task itself: they are judged here and done by the kernel. Another thread may swap the
// path in between; what that means is in docs/threat-model.md.

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
  return judged !== 0 ? judged : CONTINUE;
}

/** chdir. */
export const chdir = (e: Emulation): number => enter(e, pinFirst(e));

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
