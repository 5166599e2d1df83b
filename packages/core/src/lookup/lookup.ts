import {
  HAS_DOTDOT,
  LAST_IS_DOT,
  lastNameStart,
  NAME_TOO_LONG,
  normalizeInto,
  appendInto,
  parentEnd,
  scanPath,
  TRAILING_SLASH,
} from "@sbx/path";
import { AT_FDCWD, O_CLOEXEC, O_PATH, RESOLVE_NO_MAGICLINKS, RESOLVE_NO_SYMLINKS } from "../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS } from "../abi/index.ts";
import type { Call } from "../supervisor/request/call.ts";
import type { Judge } from "../supervisor/judge.ts";
import type { Root } from "../supervisor/root.ts";
import type { Kernel } from "../kernel.ts";
import { nameOfDescriptor, pinDescriptor, putSlash, isPathName, isDeletedName } from "./base.ts";
import { throughLinks } from "./through-links.ts";
import { walk } from "./walk.ts";
import type { WalkTools } from "./walk-state.ts";
import { EMPTY_PATH, FOLLOW, MAY_MISS, NO_SYMLINKS, NULL_PATH, WANT_NAME, type Place } from "./place.ts";
import { isAbsent } from "./proc-links.ts";
import { isBelowProc } from "./proc-name.ts";

/** No link of any kind is met: what was judged as written is what is used. */
export const EXACT: number = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;

/** What a look-up needs beside the call. */
export interface LookupOptions extends WalkTools {
  readonly root: Root;
}

/** Turns a path argument into a {@link Place}. One for all calls; how they differ is in the flags of `place.ts`. */
export class Lookup {
  readonly #kernel: Kernel;
  readonly #call: Call;
  readonly #judge: Judge;
  readonly #tools: WalkTools;
  readonly #root: Root;
  readonly #directoryFlag: number;
  readonly #nofollowFlag: number;
  /** End of the name of the directory that the last relative path started from; 0 for an absolute one. */
  #baseEnd = 0;

  constructor(options: LookupOptions) {
    this.#kernel = options.kernel;
    this.#call = options.call;
    this.#judge = options.judge;
    this.#tools = options;
    this.#root = options.root;
    this.#directoryFlag = OPEN_FLAGS[options.arch].O_DIRECTORY;
    this.#nofollowFlag = OPEN_FLAGS[options.arch].O_NOFOLLOW;
  }

  /**
   * Reads the path as it is written, without touching the file system but for the directory it starts from.
   *
   * @returns 0 where the canonical path would be this one if no link is met, 1 where it takes a careful walk, `-errno`
   */
  asWritten(place: Place, path: number, dirfd: number, flags: number): number {
    let length = this.#call.pathLength(path);
    if ((flags & NULL_PATH) !== 0 && this.#call.isNull(path)) length = 0;
    if (length < 0) return length;
    place.pinned = false;
    place.magic = -1;
    place.pseudo = false;
    place.lastIsSpecial = false;
    place.trailingSlash = false;
    if (length === 0) return (flags & EMPTY_PATH) === 0 ? -ERRNO.ENOENT : this.#descriptor(place, dirfd);
    if (this.#root.isCutOff) return -ERRNO.ENOENT;
    const { bytes } = this.#kernel.arena;
    const scan = scanPath(bytes, place.slot, place.slot + length);
    place.trailingSlash = (scan & TRAILING_SLASH) !== 0;
    place.name = place.slot;
    this.#baseEnd = 0;
    // Behind a last name with a slash even a look that follows nothing follows a link.
    if ((scan & (HAS_DOTDOT | LAST_IS_DOT | NAME_TOO_LONG | TRAILING_SLASH)) !== 0 || this.#tools.rules.noCrossing)
      return 1;
    if (isPathName(bytes, place.slot)) {
      place.directory = AT_FDCWD;
      place.end = normalizeInto(bytes, place.slot, place.slot + length, bytes, place.start);
    } else {
      const base = this.#base(place, dirfd);
      if (base !== 0) return base;
      this.#baseEnd = place.end;
      place.end = appendInto(bytes, place.start, place.end, bytes, place.slot, place.slot + length);
    }
    bytes[place.end] = 0;
    if (isBelowProc(bytes, place.start, place.end)) return 1;
    if (isAbsent(bytes, this.#tools.rules, place.start, place.end)) return 1;
    return this.#judge.walkAllows(place.start, place.end) ? 0 : 1;
  }

  /** Pins the directory that a relative path starts from; its name goes to the place. */
  #base(place: Place, dirfd: number): number {
    const fd = this.#pinBase(dirfd);
    if (fd < 0) return fd;
    place.directory = fd;
    const { bytes } = this.#kernel.arena;
    const end = nameOfDescriptor(this.#kernel, fd, place.start);
    if (end < 0) return end;
    place.end = end;
    return !isPathName(bytes, place.start) || isDeletedName(bytes, place.start, end) ? 1 : 0;
  }

  #pinBase(dirfd: number): number {
    const call = this.#call;
    if (dirfd === AT_FDCWD && call.workingDirectory >= 0) return call.workingDirectory;
    const fd = pinDescriptor(this.#kernel, call, dirfd);
    if (dirfd === AT_FDCWD && fd >= 0) call.workingDirectory = fd;
    return fd;
  }

  /** AT_EMPTY_PATH: the descriptor itself. */
  #descriptor(place: Place, dirfd: number): number {
    const fd = pinDescriptor(this.#kernel, this.#call, dirfd);
    if (fd < 0) return fd;
    return this.takeObject(place, fd);
  }

  /** Makes an object that is already pinned the place. */
  takeObject(place: Place, fd: number): number {
    const { bytes } = this.#kernel.arena;
    const end = nameOfDescriptor(this.#kernel, fd, place.start);
    if (end < 0) return end;
    place.end = end;
    place.magic = fd;
    place.directory = -1;
    place.pseudo = !isPathName(bytes, place.start);
    place.lastIsSpecial = true;
    place.trailingSlash = false;
    bytes[end] = 0;
    return 0;
  }

  /** Where {@link asWritten} has met a link: whether the place is now the path behind it, to be used as that one was. */
  throughLinks(place: Place, flags: number): boolean {
    return throughLinks(this.#tools, place, flags);
  }

  /** The careful way, component by component. Fills the place; 0 or `-errno`. */
  carefully(place: Place, dirfd: number, flags: number): number {
    return walk(this.#tools, place, dirfd, flags);
  }

  /** Finds the pinned directory and the last name of a call that makes, removes or renames names. 0 or `-errno`. */
  name(place: Place, path: number, dirfd: number, flags: number): number {
    const wanted = flags | WANT_NAME | MAY_MISS;
    const written = this.asWritten(place, path, dirfd, flags);
    if (written < 0) return written;
    if (written === 1) return this.carefully(place, dirfd, wanted);
    if (place.magic >= 0) return 0;
    const { bytes } = this.#kernel.arena;
    const last = lastNameStart(bytes, place.start, place.end);
    if (last === place.end) return this.#atRoot(place);
    // A single name: the directory that it starts from is its parent, and pinned already.
    const inBase = parentEnd(bytes, place.start, place.end) === this.#baseEnd;
    const error = inBase ? 0 : this.#pinParent(place, last);
    if (error === -ERRNO.ELOOP) return this.carefully(place, dirfd, wanted);
    if (error !== 0) return error;
    place.pinned = true;
    place.name = last;
    if (place.trailingSlash) putSlash(bytes, place.end);
    return 0;
  }

  #atRoot(place: Place): number {
    place.lastIsSpecial = true;
    place.directory = AT_FDCWD;
    place.name = place.start;
    return 0;
  }

  #pinParent(place: Place, last: number): number {
    const { bytes } = this.#kernel.arena;
    const end = parentEnd(bytes, place.start, place.end);
    const kept = bytes[end]!;
    bytes[end] = 0;
    const fd = this.#kernel.openat2(AT_FDCWD, place.start, O_PATH | O_CLOEXEC | this.#directoryFlag, 0, EXACT);
    bytes[end] = kept;
    if (last <= place.start) return -ERRNO.ENOENT;
    if (fd < 0) return fd;
    place.directory = this.#call.hold(fd);
    return 0;
  }

  /**
   * Pins the object that a path argument names.
   *
   * @returns an O_PATH descriptor that is held, or `-errno`
   */
  object(place: Place, path: number, dirfd: number, flags: number): number {
    const written = this.asWritten(place, path, dirfd, flags);
    if (written < 0) return written;
    if (written === 0) {
      if (place.magic >= 0) return place.magic;
      const fd = this.#open(place, flags);
      if (fd !== -ERRNO.ELOOP || (flags & NO_SYMLINKS) !== 0) return fd;
      const beyond = this.throughLinks(place, flags) ? this.#open(place, flags) : -1;
      if (beyond >= 0) return beyond;
    }
    // A link that appears between the walk and the use is simply walked again.
    for (let attempt = 0; attempt < 4; attempt++) {
      const error = this.carefully(place, dirfd, flags);
      if (error !== 0) return error;
      if (place.magic >= 0) return place.magic;
      const fd = this.#open(place, flags);
      if (fd !== -ERRNO.ELOOP) return fd;
    }
    return -ERRNO.ELOOP;
  }

  #open(place: Place, flags: number): number {
    const follow = (flags & FOLLOW) !== 0 ? 0 : this.#nofollowFlag;
    return this.#call.hold(this.#kernel.openat2(place.directory, place.name, O_PATH | O_CLOEXEC | follow, 0, EXACT));
  }
}
