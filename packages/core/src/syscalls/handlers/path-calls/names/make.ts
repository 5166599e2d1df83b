import { ERRNO } from "../../../../abi/index.ts";
import { S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFMT, S_IFREG, S_IFSOCK } from "../../../../abi/stat.ts";
import { PATH_A } from "../../../../supervisor/request/arena.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { FOLLOW, type Place } from "../../../../lookup/place.ts";
import { dirfdOf, typeOfName } from "../../arguments.ts";
import { refuseUnsafe } from "../../safe-name.ts";

const MKDIR = bitOf("mkdir");
const SYMLINK = bitOf("symlink");
const NODES: ReadonlyMap<number, number> = new Map([
  [0, bitOf("create")],
  [S_IFREG, bitOf("create")],
  [S_IFIFO, bitOf("mkfifo")],
  [S_IFSOCK, bitOf("net/bind")],
  [S_IFBLK, bitOf("mkbdev")],
  [S_IFCHR, bitOf("mkcdev")],
]);

/**
 * Whether a new name may be made at a place: it must be missing, be a sensible name, and the policy must allow it.
 *
 * @returns 0 or `-errno`; 0 too where the kernel refuses by itself (`.`, `/`)
 */
export function mayMake(e: Emulation, place: Place, set: number, errno: number): number {
  if (place.lastIsSpecial) return 0;
  const there = typeOfName(e, place);
  if (there >= 0) return -ERRNO.EEXIST;
  // In a pinned directory: a slash behind something that is no directory.
  if (there === -ERRNO.ENOTDIR && place.trailingSlash) return -ERRNO.EEXIST;
  if (there !== -ERRNO.ENOENT) return there;
  return refuseUnsafe(e, place) || e.judge.path(set, place.start, place.end, errno);
}

/** mkdir and mkdirat. */
export function mkdir(e: Emulation): number {
  const { lookup, first, shape, kernel, call, caller } = e;
  const error = lookup.name(first, shape.path, dirfdOf(e), FOLLOW) || mayMake(e, first, MKDIR, 0);
  if (error !== 0) return error;
  caller.adoptUmask();
  return kernel.mkdirat(first.directory, first.name, call.int(shape.mode) & 0o7777);
}

/** symlink and symlinkat: the text of the link is free, only the new name is judged. */
export function symlink(e: Emulation): number {
  const { lookup, second, shape, kernel, call } = e;
  const target = call.pathLength(shape.args.indexOf("linkTarget"));
  if (target < 0) return target;
  if (target === 0) return -ERRNO.ENOENT;
  const error = lookup.name(second, shape.path, dirfdOf(e), FOLLOW) || mayMake(e, second, SYMLINK, 0);
  return error !== 0 ? error : kernel.symlinkat(PATH_A, second.directory, second.name);
}

/** mknod and mknodat. */
export function mknod(e: Emulation): number {
  const { lookup, first, shape, kernel, call, caller, hardenings } = e;
  const mode = call.int(shape.mode) & 0xffff;
  const type = mode & S_IFMT;
  const set = NODES.get(type);
  if (set === undefined) return type === S_IFDIR ? -ERRNO.EPERM : -ERRNO.EINVAL;
  const socketError = type === S_IFSOCK ? ERRNO.EACCES : 0;
  const error = lookup.name(first, shape.path, dirfdOf(e), FOLLOW) || mayMake(e, first, set, socketError);
  if (error !== 0) return error;
  caller.adoptUmask();
  const forced = type === 0 || type === S_IFREG ? hardenings.forceUmask : 0;
  return kernel.mknodat(first.directory, first.name, mode & ~forced, call.int(shape.mode + 1));
}
