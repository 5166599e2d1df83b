import {
  RECORD_DEPTH,
  RECORD_FLAGS,
  RECORD_HASH,
  RECORD_LENGTH,
  RECORD_NAME_END,
  RECORD_NAME_START,
  RECORD_PARENT_END,
} from "./arena/record.ts";

// What goes over a path four bytes at a time. Most paths are plain: no NUL, no slash at the end or in front of a byte up
// to `/` (another slash, `.`, `-`…), no more than 255 bytes. Whether a path is plain is found without a branch that
// depends on a byte: branches at slashes, which come at random, cost more than all the rest. What is not plain is left
// to loops that take one byte at a time.
//
// A word holds four bytes, the first in its low bits; a lane is the highest bit of a byte of a word. The functions below
// share this file, and state the constants that they share with others again, because an engine folds and inlines what
// the module declares, but not what it imports: a third of the time.

const SLASH = 0x2f;
const NAME_MAX = 255;
const ABSOLUTE = 1;

const ONES = 0x01010101;
const LANES = 0x80808080 | 0;
/** Fills the last word: with bytes up to `/`, so that a slash in front of them, at the end of the path, is odd. */
const FILL = 0x21212121;

/** Sets the lanes of the bytes that are `/`, and may set that of a `.` behind one, where the path is not plain anyway. */
function slashLanes(word: number): number {
  const other = word ^ 0x2f2f2f2f;
  return (other - ONES) & ~other & LANES;
}

/**
 * Sets some lane if the path is not plain: that of a NUL, and of a byte up to `/` behind a slash. In `behind` are the
 * lanes of the bytes that a slash precedes. May set the lane of a `0` behind a slash. Bits that are no lanes mean nothing.
 */
function oddLanes(word: number, behind: number): number {
  return (((word - 0x30303030) & behind) | (word - ONES)) & ~word;
}

/** Tells whether `bytes[start, end)`, which starts behind the root or with the first name of a relative path, is plain. */
export function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  let behind = 0x80;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    const slashes = slashLanes(word);
    if ((oddLanes(word, (slashes << 8) | behind) & LANES) !== 0) return false;
    behind = slashes >>> 24;
  }
  const left = end - at;
  const a = left > 0 ? bytes[at]! : 0;
  const b = left > 1 ? bytes[at + 1]! : 0;
  const c = left > 2 ? bytes[at + 2]! : 0;
  const rest = a | (b << 8) | (c << 16) | (FILL << (left << 3));
  return (oddLanes(rest, (slashLanes(rest) << 8) | behind) & LANES) === 0 && end - start <= NAME_MAX;
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
    if ((oddLanes(word, (slashes << 8) | behind) & LANES) !== 0) break;
    const to = from + shift;
    out[to] = a;
    out[to + 1] = b;
    out[to + 2] = c;
    out[to + 3] = d;
    behind = slashes >>> 24;
  }
  return from - start - (behind >>> 7);
}

/**
 * Copies `source[start, end)` to the bytes of `words[at…]`, fills the last word with zeros, and returns the hash of the
 * bytes copied, an i32. The hash is the same on every machine.
 */
export function copyAndHash(
  source: Uint8Array,
  start: number,
  end: number,
  words: Int32Array,
  at: number,
  seed: number,
): number {
  let hash = seed ^ (end - start);
  let from = start;
  let to = at;
  for (; from + 4 <= end; from += 4, to++) {
    const word = source[from]! | (source[from + 1]! << 8) | (source[from + 2]! << 16) | (source[from + 3]! << 24);
    words[to] = LITTLE_ENDIAN ? word : swapped(word);
    hash = mix(hash, word);
  }
  if (from < end) {
    const b = from + 1 < end ? source[from + 1]! : 0;
    const c = from + 2 < end ? source[from + 2]! : 0;
    const rest = source[from]! | (b << 8) | (c << 16);
    words[to] = LITTLE_ENDIAN ? rest : swapped(rest);
    hash = mix(hash, rest);
  }
  return finish(hash);
}

/**
 * Does what {@link copyAndHash} does for the path `source[start, end)`, writes the hash into the record at
 * `record[place…]`, and, if the path is plain, all else that is in a record: in one pass. `words` may be a view on the
 * memory of `source` if the path does not move.
 *
 * @returns whether the path is plain
 */
export function storePlain(
  source: Uint8Array,
  start: number,
  end: number,
  words: Int32Array,
  at: number,
  seed: number,
  record: Int32Array,
  place: number,
): boolean {
  const length = end - start;
  const root = source[start] === SLASH ? 1 : 0;
  // A relative path starts as if a slash preceded it, the root as if none did.
  let behind = root === 1 ? 0 : 0x80;
  let odd = 0;
  // A counter in each byte: none can overflow in a plain path.
  let counts = 0;
  let hash = seed ^ length;
  let from = start;
  let to = at;
  for (; from + 4 <= end; from += 4, to++) {
    const word = source[from]! | (source[from + 1]! << 8) | (source[from + 2]! << 16) | (source[from + 3]! << 24);
    words[to] = LITTLE_ENDIAN ? word : swapped(word);
    hash = mix(hash, word);
    const slashes = slashLanes(word);
    odd |= oddLanes(word, (slashes << 8) | behind);
    behind = slashes >>> 24;
    counts += slashes >>> 7;
  }
  const left = end - from;
  const a = left > 0 ? source[from]! : 0;
  const b = left > 1 ? source[from + 1]! : 0;
  const c = left > 2 ? source[from + 2]! : 0;
  const rest = a | (b << 8) | (c << 16);
  if (left > 0) {
    words[to] = LITTLE_ENDIAN ? rest : swapped(rest);
    hash = mix(hash, rest);
  }
  const slashes = slashLanes(rest);
  odd |= oddLanes(rest | (FILL << (left << 3)), (slashes << 8) | behind);
  counts += slashes >>> 7;

  record[place + RECORD_HASH] = finish(hash);
  if ((odd & LANES) !== 0 || length > NAME_MAX) return false;
  let lastSlash = length - 1;
  while (lastSlash >= 0 && source[start + lastSlash] !== SLASH) lastSlash--;
  record[place + RECORD_FLAGS] = root === 1 ? ABSOLUTE : 0;
  record[place + RECORD_LENGTH] = length;
  record[place + RECORD_PARENT_END] = lastSlash > 0 ? lastSlash : root;
  record[place + RECORD_NAME_START] = lastSlash + 1;
  record[place + RECORD_NAME_END] = length;
  record[place + RECORD_DEPTH] = (Math.imul(counts, ONES) >>> 24) + 1 - root;
  return true;
}

const LITTLE_ENDIAN = new Uint8Array(Int32Array.of(1).buffer)[0] === 1;

function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

// The finisher of MurmurHash3: the low bits, which pick the place in a table, depend on all others.
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
