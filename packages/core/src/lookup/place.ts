import { CANONICAL_A, CANONICAL_B, PATH_A, PATH_B, SPECIAL_A, SPECIAL_B } from "../supervisor/request/arena.ts";

/**
 * Where a path argument leads: a pinned directory and a name in it that is used exactly so, and the canonical path that
 * the policy judges. One per path argument; filled anew by every look-up.
 */
export interface Place {
  /** The caller's bytes, with NUL. */
  readonly slot: number;
  /** Where the canonical path begins in the arena. */
  readonly start: number;
  /** Room for a last name that is none (`.`, `..`, `/`), with NUL. */
  readonly special: number;
  /** Its end; a NUL follows. */
  end: number;
  /** The directory from which `name` leads to the object without meeting a link. */
  directory: number;
  /** Offset of a path with NUL, relative to `directory` or absolute. */
  name: number;
  /** `name` is a single one in a directory that was walked to; else it is the path as written, and links may be on its way. */
  pinned: boolean;
  /** The last name is `.`, `..` or missing (`/`): the kernel refuses to create, remove or rename it by itself. */
  lastIsSpecial: boolean;
  /** Something other than a slash is asked of the last name: it must be a directory. */
  trailingSlash: boolean;
  /** Reached through a magic link: this O_PATH descriptor is the object, and there is no name. −1 otherwise. */
  magic: number;
  /** The canonical path is no path but the kernel's name of an object (`pipe:[1]`). */
  pseudo: boolean;
}

const makePlace = (slot: number, start: number, special: number): Place => ({
  slot,
  start,
  special,
  end: start,
  directory: -1,
  name: 0,
  pinned: false,
  lastIsSpecial: false,
  trailingSlash: false,
  magic: -1,
  pseudo: false,
});

/** The places of the first and the second path argument. */
export const makePlaces = (): readonly [Place, Place] => [
  makePlace(PATH_A, CANONICAL_A, SPECIAL_A),
  makePlace(PATH_B, CANONICAL_B, SPECIAL_B),
];

// How a path is looked up: a sum of these.

/** The last name is followed where it is a link. */
export const FOLLOW = 1;
/** An empty path means the directory descriptor itself. */
export const EMPTY_PATH = 2;
/** No link may be met at all (ELOOP). */
export const NO_SYMLINKS = 4;
/** No magic link may be met (ELOOP). */
export const NO_MAGICLINKS = 8;
/** The name itself is wanted, in its pinned directory: the last name is never looked at. */
export const WANT_NAME = 16;
/** The last name may be missing. */
export const MAY_MISS = 32;
/** An object without a name may be reached through a magic link: to give it one. */
export const MAY_BE_DELETED = 64;
/** No path at all is as good as an empty one: `stat` and its like, from Linux 6.11. */
export const NULL_PATH = 256;
/** `..` is refused (EPERM). */
export const NO_DOTDOT = 128;
/** The last name is to be made where it is missing: a slash behind it is an error (EISDIR), whatever is there. */
export const NO_SLASH = 512;
/** The walk may not leave the directory that it starts from (EXDEV). */
export const BENEATH = 1024;
/** The directory that the walk starts from is its root. */
export const IN_ROOT = 2048;
/** The walk may not cross from one mount to another (EXDEV). */
export const NO_XDEV = 4096;
