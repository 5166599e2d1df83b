import { O_ACCMODE, O_CREAT, O_TRUNC } from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS } from "../../../abi/index.ts";
import { S_ISGID, S_ISUID } from "../../../abi/stat.ts";
import type { Place } from "../../../lookup/place.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { TYPE } from "../file-type.ts";

const EXECUTABLE = 0o111;

/** Whether restrictions that lie in no rule forbid to open what is there. 0 or `-errno`. */
export function refusedByMode(e: Emulation, place: Place, flags: number, mode: number): number {
  const { hardenings, judge } = e;
  const isFile = ((mode >> 12) & 15) === TYPE.regular;
  const changes = (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) !== 0;
  if (changes && hardenings.readOnlyOpens) return -ERRNO.EPERM;
  if (changes && hardenings.noExecutableWrites && isFile && (mode & EXECUTABLE) !== 0) return -ERRNO.EPERM;
  if (hardenings.noSetidOpen && isFile && (mode & (S_ISUID | S_ISGID)) !== 0)
    return judge.refuse(ERRNO.EACCES, "open_suid", { path: e.kernel.arena.bytes.slice(place.start, place.end) });
  return 0;
}

/** Whether restrictions that lie in no rule forbid to make a file with such a mode, whatever the caller's umask. */
export function mayNotMake(e: Emulation, mode: number): boolean {
  const { readOnlyOpens, noExecutableWrites, forceUmask } = e.hardenings;
  return readOnlyOpens || (noExecutableWrites && (mode & ~forceUmask & EXECUTABLE) !== 0);
}

/** What the kernel says to an open of an object of such a type. 0 or `-errno`. */
export function refusedByType(e: Emulation, place: Place, flags: number, type: number): number {
  const { O_DIRECTORY } = OPEN_FLAGS[e.arch];
  if (type === TYPE.directory) {
    return (flags & (O_ACCMODE | O_CREAT | O_TRUNC)) !== 0 ? -ERRNO.EISDIR : 0;
  }
  return (flags & O_DIRECTORY) !== 0 || place.trailingSlash ? -ERRNO.ENOTDIR : 0;
}
