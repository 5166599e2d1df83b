import { DOT, SLASH } from "./characters.ts";
import {
  ABSOLUTE,
  EMPTY,
  HAS_DOT,
  HAS_DOTDOT,
  HAS_EMPTY,
  HAS_NUL,
  LAST_IS_DOT,
  LAST_IS_DOTDOT,
  NAME_MAX,
  NAME_TOO_LONG,
  PATH_MAX,
  TOO_LONG,
  TRAILING_SLASH,
} from "./flags.ts";
import { isPlain } from "./plain.ts";

// Places of a record: what one scan leaves behind for every later question. Offsets count from the path's start.
export const RECORD_FLAGS = 0;
export const RECORD_LENGTH = 1;
/** End of the path in front of the last name; 1 where that is `/`, 0 where there is none. */
export const RECORD_PARENT_END = 2;
export const RECORD_NAME_START = 3;
/** End of the last name, in front of trailing slashes. */
export const RECORD_NAME_END = 4;
/** Number of components, without empty ones. */
export const RECORD_DEPTH = 5;
export const RECORD_HASH = 6;
export const RECORD_SIZE = 8;

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
  if (first < end && isPlain(bytes, first, end)) return isAbsolute ? ABSOLUTE : 0;
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
