/** One scan over a byte path: everything that later questions need, as bits of an integer. */

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
/** A component is longer than {@link NAME_MAX}. */
export const NAME_TOO_LONG = 512;
/** The range is empty. */
export const EMPTY = 1024;

/** Size in bytes of the longest path with its terminating NUL, as in Linux' `limits.h`. */
export const PATH_MAX = 4096;
/** Length in bytes of the longest component, as in Linux' `limits.h`. */
export const NAME_MAX = 255;

const DOT = 0x2e;
const SLASH = 0x2f;

/**
 * Scans `bytes[start, end)` once and returns what it found as a sum of flags. Allocates nothing.
 *
 * @param start - offset of the first byte
 * @param end - offset behind the last byte, at most `bytes.length`
 */
export function scanPath(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start) return EMPTY;
  let flags = bytes[start] === SLASH ? ABSOLUTE : 0;
  if (end - start >= PATH_MAX) flags |= TOO_LONG;
  let nameStart = flags & ABSOLUTE ? start + 1 : start;
  let last = 0;
  for (let at = nameStart; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > SLASH) continue;
    if (byte === SLASH) {
      if (at === nameStart) flags |= HAS_EMPTY;
      else flags |= last = nameFlags(bytes, nameStart, at);
      nameStart = at + 1;
    } else if (byte === 0) flags |= HAS_NUL;
  }
  if (nameStart < end) flags |= last = nameFlags(bytes, nameStart, end);
  else if (last !== 0) flags |= TRAILING_SLASH;
  if (last & HAS_DOT) flags |= LAST_IS_DOT;
  else if (last & HAS_DOTDOT) flags |= LAST_IS_DOTDOT;
  return flags & ~NAMED;
}

/** Marks, inside this file only, that a component was seen. */
const NAMED = 1 << 30;

function nameFlags(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length > 2) return length > NAME_MAX ? NAMED | NAME_TOO_LONG : NAMED;
  if (bytes[start] !== DOT) return NAMED;
  if (length === 1) return NAMED | HAS_DOT;
  return bytes[start + 1] === DOT ? NAMED | HAS_DOTDOT : NAMED;
}
