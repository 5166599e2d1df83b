import { ABSOLUTE, NAME_MAX, REFUSED } from "./parse.ts";
import { finish, mix } from "./hash.ts";
import {
  RECORD_DEPTH,
  RECORD_FLAGS,
  RECORD_HASH,
  RECORD_LENGTH,
  RECORD_NAME_END,
  RECORD_NAME_START,
  RECORD_PARENT_END,
  scanInto,
} from "./parse.ts";
import { oddLanes, slashLanes } from "./plain.ts";

const SLASH = 0x2f;

const FILL = 0x21212121;

/**
 * Copies the path `source[start, end)`, of 1 to 4,095 bytes, to `out[at…]`, filled with zeros up to a whole word, and
 * writes its record at `record[place…]`, all in one pass over a plain path. `out` may be `source` if `at` is `start`.
 *
 * @returns the flags for which the path is refused, or 0
 */
export function storePath(
  source: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  seed: number,
  record: Int32Array,
  place: number,
): number {
  const length = end - start;
  const root = source[start] === SLASH ? 1 : 0;
  // The root is no slash that a name follows: for the first byte `behind` says so, and no lane does.
  let behind = root === 0 ? 0x80 : 0;
  let odd = 0;
  let slashCount = 0;
  let lastSlash = -1;
  let hash = seed ^ length;
  let from = 0;
  for (; from + 4 <= length; from += 4) {
    const a = source[start + from]!;
    const b = source[start + from + 1]!;
    const c = source[start + from + 2]!;
    const d = source[start + from + 3]!;
    out[at + from] = a;
    out[at + from + 1] = b;
    out[at + from + 2] = c;
    out[at + from + 3] = d;
    const word = a | (b << 8) | (c << 16) | (d << 24);
    hash = mix(hash, word);
    const slashes = slashLanes(word);
    odd |= oddLanes(word, (slashes << 8) | behind);
    behind = slashes >>> 24;
    slashCount += Math.imul(slashes >>> 7, 0x01010101) >>> 24;
    // Without a branch: changes where any lane is set.
    const slash = from + ((31 - Math.clz32(slashes)) >> 3);
    lastSlash ^= (lastSlash ^ slash) & ((slashes | -slashes) >> 31);
  }

  const left = length - from;
  if (left > 0) {
    const a = source[start + from]!;
    const b = left > 1 ? source[start + from + 1]! : 0;
    const c = left > 2 ? source[start + from + 2]! : 0;
    out[at + from] = a;
    out[at + from + 1] = b;
    out[at + from + 2] = c;
    out[at + from + 3] = 0;
    const rest = a | (b << 8) | (c << 16);
    hash = mix(hash, rest);
    const slashes = slashLanes(rest);
    // Behind the rest stand bytes up to `/`: what would be a NUL is none, and a slash at the end is odd.
    odd |= oddLanes(rest | (FILL << (left << 3)), (slashes << 8) | behind);
    slashCount += Math.imul(slashes >>> 7, 0x01010101) >>> 24;
    if (slashes !== 0) lastSlash = from + ((31 - Math.clz32(slashes)) >> 3);
  } else odd |= behind;

  record[place + RECORD_HASH] = finish(hash);
  if (odd !== 0 || length > NAME_MAX) return scanInto(out, at, at + length, record, place) & REFUSED;
  record[place + RECORD_FLAGS] = root === 0 ? 0 : ABSOLUTE;
  record[place + RECORD_LENGTH] = length;
  record[place + RECORD_PARENT_END] = lastSlash > 0 ? lastSlash : root;
  record[place + RECORD_NAME_START] = lastSlash + 1;
  record[place + RECORD_NAME_END] = length;
  record[place + RECORD_DEPTH] = slashCount + 1 - root;
  return 0;
}
