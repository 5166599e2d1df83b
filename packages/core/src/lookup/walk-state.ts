import { appendInto, nextNameEnd, nextNameStart } from "@sbx/path";
import { AT_FDCWD, O_CLOEXEC, O_PATH } from "../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, STAT, type Architecture } from "../abi/index.ts";
import { CANONICAL_SIZE, LINK, REST, REST_SIZE, STAT_A } from "../supervisor/request/arena.ts";
import type { Call } from "../supervisor/request/call.ts";
import type { Judge } from "../supervisor/judge.ts";
import type { Kernel } from "../kernel.ts";
import { isPathName, nameOfDescriptor, pinDescriptor, putSlash } from "./base.ts";
import { BENEATH, IN_ROOT, NO_XDEV, WANT_NAME, type Place } from "./place.ts";
import { isProtectedName, type ProcRules } from "./proc-links.ts";
import { isScoped, reopen, staysOnMount } from "./scope.ts";

/** The hardenings of walking; each is off where the policy relaxes it. */
export interface WalkRules extends ProcRules {
  /** A link in a directory that others may write to, or that is sticky, is not followed (ELOOP). */
  readonly trustedLinksOnly: boolean;
  /** The host's fs.protected_symlinks. */
  readonly protectedSymlinks: boolean;
  /** The program's user. */
  readonly uid: number;
  readonly noSymlinks: boolean;
  readonly noMagiclinks: boolean;
  /** No path crosses from one mount to another (EXDEV). */
  readonly noCrossing: boolean;
}

/** What a walk works with. */
export interface WalkTools {
  readonly kernel: Kernel;
  readonly call: Call;
  readonly judge: Judge;
  readonly rules: WalkRules;
  readonly arch: Architecture;
}

/** One walk: where it stands and what is left of the path. */
export class Walk {
  directory = -1;
  /** The directory that a scoped walk may not leave; −1 for others. */
  base = -1;
  /** What is left: `bytes[at, restEnd)`. */
  at = 0;
  restEnd = 0;
  links = 0;

  readonly kernel: Kernel;
  readonly call: Call;
  readonly judge: Judge;
  readonly rules: WalkRules;
  readonly place: Place;
  readonly flags: number;
  readonly arch: Architecture;
  /** Where `st_mode` of the structure at STAT_A lies. */
  readonly modeAt: number;
  /** Where its `st_uid` lies. */
  readonly ownerAt: number;
  readonly directoryFlag: number;
  readonly nofollowFlag: number;

  constructor(tools: WalkTools, place: Place, flags: number) {
    this.kernel = tools.kernel;
    this.call = tools.call;
    this.judge = tools.judge;
    this.rules = tools.rules;
    this.place = place;
    this.flags = tools.rules.noCrossing ? flags | NO_XDEV : flags;
    this.arch = tools.arch;
    this.modeAt = STAT_A + STAT[tools.arch].st_mode;
    this.ownerAt = STAT_A + STAT[tools.arch].st_uid;
    this.directoryFlag = OPEN_FLAGS[tools.arch].O_DIRECTORY;
    this.nofollowFlag = OPEN_FLAGS[tools.arch].O_NOFOLLOW;
  }

  get bytes(): Uint8Array {
    return this.kernel.arena.bytes;
  }

  /** Replaces the present directory; the old one was ours. */
  enter(fd: number): void {
    if (this.directory >= 0) this.call.drop(this.directory);
    this.directory = this.call.hold(fd);
  }

  /** Starts at the root or at the directory that a descriptor stands for. */
  start(dirfd: number): number {
    const { place, bytes, kernel } = this;
    const end = bytes.indexOf(0, place.slot);
    this.at = REST + REST_SIZE - (end - place.slot);
    this.restEnd = REST + REST_SIZE;
    bytes.copyWithin(this.at, place.slot, end);
    if (isPathName(bytes, place.slot) && (this.flags & IN_ROOT) === 0) return this.toRoot();
    const fd = pinDescriptor(kernel, this.call, dirfd);
    if (fd < 0) return fd;
    this.directory = fd;
    if (isScoped(this)) {
      const base = reopen(this, fd);
      if (base < 0) return base;
      this.base = this.call.hold(base);
    }
    return this.readName();
  }

  /** To the root of the walk: where it starts, and where links that begin with a slash lead. */
  toRoot(): number {
    const { place, bytes, kernel } = this;
    if ((this.flags & BENEATH) !== 0) return -ERRNO.EXDEV;
    if (this.base >= 0) {
      const base = reopen(this, this.base);
      if (base < 0) return base;
      this.enter(base);
      return this.readName();
    }
    place.end = putSlash(bytes, place.start);
    const fd = kernel.openat2(AT_FDCWD, place.start, O_PATH | O_CLOEXEC | this.directoryFlag, 0, 0);
    if (fd < 0) return fd;
    const crossed = staysOnMount(this, fd);
    this.enter(fd);
    return crossed;
  }

  /** Takes the canonical name of the present directory from the kernel. */
  readName(): number {
    const end = nameOfDescriptor(this.kernel, this.directory, this.place.start);
    if (end < 0) return end;
    if (!isPathName(this.bytes, this.place.start)) return -ERRNO.ENOTDIR;
    this.place.end = end;
    // The directory may have been entered by a race, or before sbx was there.
    return isProtectedName(this.kernel, this.rules, this.place.start, end) ? -ERRNO.ENOENT : 0;
  }

  /** End of the next component; slashes in front of it are skipped. */
  nextEnd(): number {
    this.at = nextNameStart(this.bytes, this.at, this.restEnd);
    return nextNameEnd(this.bytes, this.at, this.restEnd);
  }

  /** Whether nothing but slashes follows `end`. */
  isLast(end: number): boolean {
    return nextNameStart(this.bytes, end, this.restEnd) === this.restEnd;
  }

  /** Appends the component, not `.` or `..`, to the canonical path; its NUL-terminated copy is at the end of it. */
  append(end: number): number {
    const { place, bytes } = this;
    const length = end - this.at;
    // A last name that is only wanted is refused where it is used: other things may be wrong before that.
    if (length > 255 && ((this.flags & WANT_NAME) === 0 || !this.isLast(end))) return -ERRNO.ENAMETOOLONG;
    if (place.end - place.start + length + 3 > CANONICAL_SIZE) return -ERRNO.ENAMETOOLONG;
    place.end = appendInto(bytes, place.start, place.end, bytes, this.at, end);
    bytes[place.end] = 0;
    return 0;
  }

  /** Puts the text of a link in front of what is left. */
  splice(length: number, end: number): number {
    this.at = end;
    const start = end - length;
    // So much text comes from links that lead to themselves; the kernel would find out a little later.
    if (start < REST) return -ERRNO.ELOOP;
    this.bytes.copyWithin(start, LINK, LINK + length);
    this.at = start;
    return 0;
  }
}
