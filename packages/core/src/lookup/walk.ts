import { AT_FDCWD, O_CLOEXEC, O_PATH } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import { S_IFDIR, S_IFLNK, S_IFMT, S_ISVTX } from "../abi/stat.ts";
import { EMPTY, LINK, LINK_SIZE, PATH_SLOT_SIZE, STAT_A } from "../supervisor/request/arena.ts";
import { isDeletedName, isPathName, nameOfDescriptor, putSlash } from "./base.ts";
import {
  BENEATH,
  FOLLOW,
  MAY_BE_DELETED,
  MAY_MISS,
  NO_DOTDOT,
  NO_MAGICLINKS,
  NO_SLASH,
  NO_SYMLINKS,
  WANT_NAME,
  type Place,
} from "./place.ts";
import { isAbsent, isProtectedName, linkInProc, procStep } from "./proc-links.ts";
import { isAtBase, isScoped, staysInside, staysOnMount, stepResolve } from "./scope.ts";
import { Walk, type WalkTools } from "./walk-state.ts";

const DOT = 46;
const MOST_LINKS = 40;
const TRAP = S_ISVTX | 0o002;

/**
 * Walks a path as the kernel would, each step judged, `..` a real step, links read from what was pinned. Fills the place
 * with the pinned directory and a last name that is no link, or with the object behind a magic link.
 *
 * @returns 0 or `-errno`
 */
export function walk(tools: WalkTools, place: Place, dirfd: number, flags: number): number {
  const walker = new Walk(tools, place, flags);
  place.pinned = true;
  place.magic = -1;
  place.pseudo = false;
  place.lastIsSpecial = false;
  place.trailingSlash = false;
  let result = walker.start(dirfd);
  while (result === 0) result = step(walker);
  return result === DONE ? staysInside(walker) : result;
}

const DONE = 1;

function step(walker: Walk): number {
  const end = walker.nextEnd();
  if (end === walker.at) return atDirectory(walker);
  const { bytes } = walker;
  const length = end - walker.at;
  const isDot = length === 1 && bytes[walker.at] === DOT;
  const isDotdot = length === 2 && bytes[walker.at] === DOT && bytes[walker.at + 1] === DOT;
  const last = walker.isLast(end);
  if (isDotdot && (walker.flags & NO_DOTDOT) !== 0) return -ERRNO.EPERM;
  if ((isDot || isDotdot) && last && (walker.flags & WANT_NAME) !== 0) return special(walker, end);
  if (isDot) {
    walker.at = end;
    return 0;
  }
  if (last && end < walker.restEnd && !isDotdot && (walker.flags & NO_SLASH) !== 0) return -ERRNO.EISDIR;
  return isDotdot ? up(walker, end) : down(walker, end, last);
}

/** The path ends at the present directory: `/`, `.`, `..` or a trailing slash behind a link. */
function atDirectory(walker: Walk): number {
  const { place, bytes } = walker;
  place.directory = walker.directory;
  place.lastIsSpecial = true;
  place.trailingSlash = true;
  bytes[place.special] = DOT;
  bytes[place.special + 1] = 0;
  place.name = place.special;
  if ((walker.flags & WANT_NAME) !== 0) {
    putSlash(bytes, place.special);
    place.directory = AT_FDCWD;
  }
  return DONE;
}

/** `.` or `..` as a name to be made, removed or renamed: the kernel says no, we only pass it on. */
function special(walker: Walk, end: number): number {
  const { place, bytes } = walker;
  bytes.copyWithin(place.special, walker.at, end);
  bytes[place.special + end - walker.at] = 0;
  place.directory = walker.directory;
  place.name = place.special;
  place.lastIsSpecial = true;
  return DONE;
}

function up(walker: Walk, end: number): number {
  const { place, bytes, kernel, judge } = walker;
  walker.at = end;
  if (isAtBase(walker)) return (walker.flags & BENEATH) === 0 ? 0 : -ERRNO.EXDEV;
  bytes[place.special] = DOT;
  bytes[place.special + 1] = DOT;
  bytes[place.special + 2] = 0;
  const flags = O_PATH | O_CLOEXEC | walker.directoryFlag;
  const fd = kernel.openat2(walker.directory, place.special, flags, 0, stepResolve(walker));
  if (fd < 0) return fd;
  walker.enter(fd);
  // A directory that is hidden is no more to be seen from below than from above.
  return staysInside(walker) || walker.readName() || judge.walkStep(place.start, place.end);
}

function down(walker: Walk, end: number, last: boolean): number {
  const { place, kernel, judge } = walker;
  const before = place.end;
  const parent = walker.directory;
  if (procStep(kernel, walker.rules, place, walker.at, end)) return -ERRNO.ENOENT;
  const appended = walker.append(end);
  if (appended !== 0) return appended;
  const name = place.end - (end - walker.at);
  if (isAbsent(walker.bytes, walker.rules, place.start, place.end)) return -ERRNO.ENOENT;
  const judged = judge.walkStep(place.start, place.end);
  if (judged !== 0) return judged;
  const slashes = end < walker.restEnd;
  if (last && (walker.flags & WANT_NAME) !== 0) return lastName(walker, name, slashes);
  const fd = kernel.openat2(parent, name, O_PATH | O_CLOEXEC | walker.nofollowFlag, 0, stepResolve(walker));
  if (fd === -ERRNO.ENOENT && last && (walker.flags & MAY_MISS) !== 0) return lastName(walker, name, slashes);
  if (fd < 0) return fd;
  const failed = kernel.fstat(fd, STAT_A);
  const type = walker.call.view.getUint32(walker.modeAt, true) & S_IFMT;
  if (failed === 0 && !last && type === S_IFDIR) {
    walker.enter(fd);
    walker.at = end;
    return 0;
  }
  walker.call.hold(fd);
  let result = failed;
  if (failed === 0) {
    if (type === S_IFLNK && (!last || slashes || (walker.flags & FOLLOW) !== 0)) {
      result = follow(walker, { fd, parent, before, name, end, last });
    } else if (type !== S_IFDIR && (!last || slashes)) result = -ERRNO.ENOTDIR;
    else result = lastName(walker, name, slashes);
  }
  walker.call.drop(fd);
  return result;
}

function lastName(walker: Walk, name: number, slashes: boolean): number {
  const { place, bytes } = walker;
  place.directory = walker.directory;
  place.name = name;
  place.trailingSlash = slashes;
  if (slashes) putSlash(bytes, place.end);
  return DONE;
}

interface Link {
  readonly fd: number;
  readonly parent: number;
  /** End of the canonical path of the directory that holds it. */
  readonly before: number;
  readonly name: number;
  readonly end: number;
  readonly last: boolean;
}

function follow(walker: Walk, link: Link): number {
  const { kernel, place, bytes, rules, call } = walker;
  if (++walker.links > MOST_LINKS || rules.noSymlinks || (walker.flags & NO_SYMLINKS) !== 0) return -ERRNO.ELOOP;
  const magic = linkInProc(kernel, call, rules, place);
  if (magic < 0) return magic;
  if (magic === 1) return followMagic(walker, link);
  const linkOwner = call.view.getUint32(walker.ownerAt, true); // of the link, which was looked at last
  if (rules.trustedLinksOnly && isOpenDirectory(walker, link.parent)) return -ERRNO.ELOOP;
  if (rules.protectedSymlinks && isForeignTrap(walker, link.parent, linkOwner)) return -ERRNO.EACCES;
  const length = magic > 1 ? magic - 2 : kernel.readlinkat(link.fd, EMPTY, LINK, LINK_SIZE);
  if (length < 0) return length;
  if (length === 0) return -ERRNO.ENOENT;
  if (length >= PATH_SLOT_SIZE) return -ERRNO.ENAMETOOLONG;
  place.end = link.before;
  bytes[place.end] = 0;
  const spliced = walker.splice(length, link.end);
  if (spliced !== 0) return spliced;
  return isPathName(bytes, LINK) ? walker.toRoot() : 0;
}

/** A magic link leads to the object itself; its name is the kernel's. */
function followMagic(walker: Walk, link: Link): number {
  const { kernel, place, bytes, rules } = walker;
  if (rules.noMagiclinks || (walker.flags & NO_MAGICLINKS) !== 0) return -ERRNO.ELOOP;
  if (isScoped(walker)) return -ERRNO.EXDEV;
  const fd = kernel.openat2(link.parent, link.name, O_PATH | O_CLOEXEC, 0, 0);
  if (fd < 0) return fd;
  const crossed = staysOnMount(walker, fd);
  walker.enter(fd);
  if (crossed !== 0) return crossed;
  const end = nameOfDescriptor(kernel, fd, place.start);
  if (end < 0) return end;
  place.end = end;
  bytes[end] = 0;
  place.pseudo = !isPathName(bytes, place.start);
  if (!place.pseudo && isProtectedName(kernel, rules, place.start, end)) return -ERRNO.ENOENT;
  if (
    rules.noDeleted &&
    (walker.flags & MAY_BE_DELETED) === 0 &&
    !place.pseudo &&
    isDeletedName(bytes, place.start, end)
  )
    return walker.judge.note(ERRNO.ENOENT, "deleted_file", {
      path: bytes.slice(place.start, end),
      tip: "trace/allow_unsafe_deleted:1",
    });
  walker.at = link.end;
  if (!link.last) return place.pseudo ? -ERRNO.ENOTDIR : isDirectory(walker, fd);
  if (link.end < walker.restEnd) {
    const error = isDirectory(walker, fd);
    if (error !== 0) return error;
  }
  place.magic = fd;
  place.directory = -1;
  place.lastIsSpecial = true;
  if (place.pseudo) return DONE;
  return walker.judge.walkWhole(place.start, place.end) || DONE;
}

function isDirectory(walker: Walk, fd: number): number {
  const failed = walker.kernel.fstat(fd, STAT_A);
  if (failed < 0) return failed;
  const mode = walker.call.view.getUint32(walker.modeAt, true);
  return (mode & S_IFMT) === S_IFDIR ? 0 : -ERRNO.ENOTDIR;
}

/**
 * fs.protected_symlinks, which the kernel cannot apply to links that we read: in a sticky directory that everybody may
 * write to, only the follower's own links and those of the directory's owner are followed.
 */
function isForeignTrap(walker: Walk, directory: number, linkOwner: number): boolean {
  if (linkOwner === walker.rules.uid) return false;
  if (walker.kernel.fstat(directory, STAT_A) < 0) return true;
  const mode = walker.call.view.getUint32(walker.modeAt, true);
  return (mode & TRAP) === TRAP && walker.call.view.getUint32(walker.ownerAt, true) !== linkOwner;
}

function isOpenDirectory(walker: Walk, fd: number): boolean {
  if (walker.kernel.fstat(fd, STAT_A) < 0) return true;
  const mode = walker.call.view.getUint32(walker.modeAt, true);
  return (mode & (0o022 | S_ISVTX)) !== 0;
}
