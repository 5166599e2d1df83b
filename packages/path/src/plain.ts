const SLASH = 0x2f;

// Most paths are plain: no NUL, no slash at the end or in front of a byte up to `/` (another slash, `.`, `-`…), and
// short. Whether a path is plain is found four bytes at a time, without a branch that depends on a byte: branches at
// slashes, which come at random, cost more than all the rest of a scan. What is not plain is scanned with care.
//
// A word holds four bytes, the first in its low bits; a lane is the highest bit of a byte of a word.

const ONES = 0x01010101;
/** As in parse.ts, which imports this file. */
const NAME_MAX = 255;
const LANES = 0x80808080 | 0;
const LAST = 0x80000000 | 0;
const LOW = 0x7f7f7f7f;

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

/** Tells whether `bytes[start, end)`, at least four bytes behind a slash or the start of the path, is plain. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  let behind = 0x80;
  for (let at = start; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    const slashes = slashLanes(word);
    if (oddLanes(word, (slashes << 8) | behind) !== 0) return false;
    behind = slashes >>> 24;
  }
  // The last four bytes, of which some were seen already: no branch for how many.
  const at = end - 4;
  const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  const slashes = slashLanes(word);
  const before = at === start || bytes[at - 1] === SLASH ? 0x80 : 0;
  return (oddLanes(word, (slashes << 8) | before) | (slashes & LAST)) === 0 && end - start <= NAME_MAX;
}

/**
 * Copies whole words of `bytes[start, end)` to `out[at…]` as long as they are plain, and returns how many bytes it
 * copied. If the last of them is a slash, it does not count: what follows it may be odd.
 */
export function copyPlain(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  const shift = at - start;
  let behind = 0;
  let from = start;
  for (; from + 4 <= end; from += 4) {
    const a = bytes[from]!;
    const b = bytes[from + 1]!;
    const c = bytes[from + 2]!;
    const d = bytes[from + 3]!;
    const word = a | (b << 8) | (c << 16) | (d << 24);
    const slashes = slashLanes(word);
    if (oddLanes(word, (slashes << 8) | behind) !== 0) break;
    const to = from + shift;
    out[to] = a;
    out[to + 1] = b;
    out[to + 2] = c;
    out[to + 3] = d;
    behind = slashes >>> 24;
  }
  return from - start - (behind >>> 7);
}
