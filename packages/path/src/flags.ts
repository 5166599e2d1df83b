/** The path starts with `/`. */
export const ABSOLUTE = 1;
/** A NUL byte is part of the range: no system call can carry such a path. */
export const HAS_NUL = 2;
/** Two slashes follow each other. */
export const HAS_EMPTY = 4;
/** A component is `.`. */
export const HAS_DOT = 8;
/** A component is `..`. */
export const HAS_DOTDOT = 16;
/** A slash follows the last name (never set for a path of slashes only): the name must be a directory. */
export const TRAILING_SLASH = 32;
/** The last component is `.`, whether or not slashes follow it (`LAST_DOT` of Linux' `fs/namei.c`). */
export const LAST_IS_DOT = 64;
/** The last component is `..`, whether or not slashes follow it (`LAST_DOTDOT` of Linux' `fs/namei.c`). */
export const LAST_IS_DOTDOT = 128;
/** The path is longer than 4,095 bytes: with its NUL it exceeds {@link PATH_MAX}. */
export const TOO_LONG = 256;
/** A component is longer than {@link NAME_MAX} bytes. */
export const NAME_TOO_LONG = 512;
/** The range is empty. */
export const EMPTY = 1024;

/** The flags of what is no path at all: a system call answers ENOENT to an empty one, ENAMETOOLONG to a long one. */
export const REFUSED: number = HAS_NUL | TOO_LONG | NAME_TOO_LONG | EMPTY;
/** The flags of what normalising changes; a path with none of them, and none of {@link REFUSED}, is normalised. */
export const UNCLEAN: number = HAS_EMPTY | HAS_DOT | HAS_DOTDOT | TRAILING_SLASH;

/** Size in bytes of the longest path with its terminating NUL, as in Linux' `limits.h`. */
export const PATH_MAX = 4096;
/** Length in bytes of the longest component, as in Linux' `limits.h`. */
export const NAME_MAX = 255;
