import {
  RECORD_DEPTH,
  RECORD_FLAGS,
  RECORD_LENGTH,
  RECORD_NAME_END,
  RECORD_NAME_START,
  RECORD_PARENT_END,
  RECORD_SIZE,
} from "./arena/record.ts";
import { isPlain } from "./words.ts";

// One scan over a byte path finds everything that later questions need. What its loop reads is declared in this file:
// engines fold a constant of the module, but load an imported one each time.

const DOT = 0x2e;
const SLASH = 0x2f;

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

const unread = new Int32Array(RECORD_SIZE);

/**
 * Scans `bytes[start, end)` once and returns what it found as a sum of flags. Allocates nothing.
 *
 * @param start - offset of the first byte
 * @param end - offset behind the last byte, at most `bytes.length`
 */
export function scanPath(bytes: Uint8Array, start: number, end: number): number {
  const isAbsolute = start < end && bytes[start] === SLASH;
  const first = isAbsolute ? start + 1 : start;
  if (isPlain(bytes, first, end)) return isAbsolute ? ABSOLUTE : 0;
  return scanInto(bytes, start, end, unread, 0);
}

/** Scans like {@link scanPath} and writes the record of the path, but its hash, at `record[at…]`. */
export function scanInto(bytes: Uint8Array, start: number, end: number, record: Int32Array, at: number): number {
  if (start >= end) return EMPTY;
  let from = bytes[start] === SLASH ? start + 1 : start;
  let flags = from > start ? ABSOLUTE : 0;
  if (end - start >= PATH_MAX) flags |= TOO_LONG;
  let parentEnd = from;
  let nameStart = from;
  let nameEnd = from;
  let depth = 0;
  let last = 0;
  // Negative once a byte was NUL.
  let bytesBelow = 0;
  while (from < end) {
    let byte = bytes[from]!;
    if (byte === SLASH) {
      flags |= HAS_EMPTY;
      from++;
      continue;
    }
    if (depth++ > 0) parentEnd = nameEnd;
    nameStart = from;
    do {
      bytesBelow |= byte - 1;
      from++;
      byte = from < end ? bytes[from]! : SLASH;
    } while (byte !== SLASH);
    nameEnd = from++;
    last = nameFlags(bytes, nameStart, nameEnd);
    flags |= last;
  }
  if (bytesBelow < 0) flags |= HAS_NUL;
  if (depth > 0 && nameEnd < end) flags |= TRAILING_SLASH;
  if (last === HAS_DOT) flags |= LAST_IS_DOT;
  else if (last === HAS_DOTDOT) flags |= LAST_IS_DOTDOT;
  record[at + RECORD_FLAGS] = flags;
  record[at + RECORD_LENGTH] = end - start;
  record[at + RECORD_PARENT_END] = parentEnd - start;
  record[at + RECORD_NAME_START] = nameStart - start;
  record[at + RECORD_NAME_END] = nameEnd - start;
  record[at + RECORD_DEPTH] = depth;
  return flags;
}

function nameFlags(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length > 2) return length > NAME_MAX ? NAME_TOO_LONG : 0;
  if (bytes[start] !== DOT) return 0;
  if (length === 1) return HAS_DOT;
  return bytes[start + 1] === DOT ? HAS_DOTDOT : 0;
}
