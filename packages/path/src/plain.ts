import { NAME_MAX } from "./flags.ts";

// Most paths are plain: no NUL, no slash at the end or in front of a byte up to `/` (another slash, `.`, `-`…), and
// short. Whether a path is plain is found four bytes at a time, without a branch that depends on a byte: branches at
// slashes, which come at random, cost more than all the rest of a scan. What is not plain is scanned with care.
//
// A word holds four bytes, the first in its low bits; a lane is the highest bit of a byte of a word.

const ONES = 0x01010101;
const LANES = 0x80808080 | 0;
const LOW = 0x7f7f7f7f;

/** Fills the last word: with bytes up to `/`, so that a slash in front of them, at the end of the path, shows. */
export const FILL = 0x21212121;

/** Sets the lanes of the bytes that are `/`, and may set that of a `.` behind one, where the path is not plain anyway. */
export function slashLanes(word: number): number {
  const other = word ^ 0x2f2f2f2f;
  return (other - ONES) & ~other & LANES;
}

/**
 * Sets some lane if the path is not plain: that of a NUL, and of a byte up to `/` behind a slash. In `behind` are the
 * lanes of the bytes that a slash precedes.
 */
export function oddLanes(word: number, behind: number): number {
  const upToSlash = ~(((word & LOW) + 0x50505050) | word);
  return ((upToSlash & behind) | ((word - ONES) & ~word)) & LANES;
}

/**
 * Tells whether `bytes[start, end)`, which is not empty and starts behind the root of an absolute path, is plain.
 */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  let behind = 0x80;
  let at = start;
  for (const aligned = end - 3; at < aligned; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    const slashes = slashLanes(word);
    if (oddLanes(word, (slashes << 8) | behind) !== 0) return false;
    behind = slashes >>> 24;
  }
  const left = end - at;
  const a = left > 0 ? bytes[at]! : 0;
  const b = left > 1 ? bytes[at + 1]! : 0;
  const c = left > 2 ? bytes[at + 2]! : 0;
  const word = a | (b << 8) | (c << 16) | (FILL << (left << 3));
  return oddLanes(word, (slashLanes(word) << 8) | behind) === 0 && end - start <= NAME_MAX;
}
