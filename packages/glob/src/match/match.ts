import { matchBits } from "./bits.ts";
import {
  OP_ANY,
  OP_BYTE,
  OP_CLASS,
  OP_DEEP,
  OP_DIRS,
  OP_END,
  OP_FOLD,
  OP_NEVER,
  OP_STAR,
  OP_TAIL,
  SLASH,
} from "../pattern/ops.ts";
import {
  KIND_DEEP,
  KIND_DIRS,
  KIND_EXACT,
  KIND_GENERAL,
  KIND_LAST,
  KIND_STAR,
  KIND_TAIL,
  type Memory,
  RECORD_HEADER,
  R_KIND,
  R_MIDDLE,
  R_MIN,
} from "../pattern/record.ts";

/** Retries cost at most this many steps for every byte of text and pattern; then the bit-parallel matcher takes over. */
const STEPS_PER_BYTE = 8;

/** Whether the byte is matched by a one-byte instruction above 255. */
function matchesOne(code: Int32Array, base: number, op: number, byte: number): boolean {
  if (op >= OP_CLASS) return (code[base + op - OP_CLASS + (byte >>> 5)]! & (1 << (byte & 31))) !== 0;
  if (op >= OP_FOLD) return (byte | 32) === (op & 0xff);
  return op === OP_ANY ? byte !== SLASH : op === OP_BYTE;
}

/** The next place from `from` on where a component begins, and with `wanted` if that is a byte; beyond the end if nowhere. */
function nextComponent(text: Uint8Array, from: number, end: number, wanted: number): number {
  for (let at = from; at < end; at++) {
    if (text[at - 1] === SLASH && (wanted > 255 || text[at] === wanted)) return at;
  }
  return wanted > 255 && text[end - 1] === SLASH ? end : end + 1;
}

/** The next place from `from` on that has the byte `wanted`, or the end; `from` itself if it is no byte. */
function nextByte(text: Uint8Array, from: number, end: number, wanted: number): number {
  let at = from;
  if (wanted < 256) while (at < end && text[at] !== wanted) at++;
  return at;
}

/**
 * Whether `text[start, end)` is matched by the program at `code[base]`.
 *
 * Krauss' two-pointer matcher with two levels to fall back to: the last `*` (valid inside its component) and, when that
 * is used up, the last `**`. Forgetting earlier stars is sound because a later star that was reached earliest can do
 * all that an earlier one could; `*` cannot leave its component, hence the second level.
 */
export function matchProgram(
  code: Int32Array,
  base: number,
  p: number,
  text: Uint8Array,
  start: number,
  end: number,
): boolean {
  const first = p;
  let t = start;
  let starP = -1;
  let starT = 0;
  let deepP = -1;
  let deepT = 0;
  let deepDirs = false;
  let budget = STEPS_PER_BYTE * (end - start + 64);
  for (;;) {
    const op = code[p]!;
    if (t === end) {
      if (op === OP_STAR || op === OP_DEEP || op === OP_DIRS) {
        p++;
        continue;
      }
      // More text for a star leaves less for the rest, so a retry cannot help.
      return op === OP_END || op === OP_TAIL;
    }
    const byte = text[t]!;
    if (op === byte) {
      p++;
      t++;
      continue;
    }
    if (op >= OP_STAR && op < OP_FOLD) {
      if (op === OP_STAR) {
        starP = ++p;
        starT = t;
        continue;
      }
      if (op === OP_DEEP || op === OP_DIRS) {
        deepP = ++p;
        deepT = t;
        deepDirs = op === OP_DIRS;
        starP = -1;
        if (op === OP_DEEP && code[p] === OP_END) return true;
        continue;
      }
      if (op === OP_TAIL && byte === SLASH) return true;
      if (op === OP_NEVER) return false;
    } else if (op > 255 && matchesOne(code, base, op, byte)) {
      p++;
      t++;
      continue;
    }
    // A mismatch: let the last star take one byte more, and all that the instruction behind it cannot begin with.
    if (starP >= 0 && text[starT] !== SLASH) {
      const from = starT++;
      const wanted = code[starP]!;
      if (wanted < 256) {
        while (starT < end && text[starT] !== wanted && text[starT] !== SLASH) starT++;
      }
      budget -= p - starP + starT - from;
      p = starP;
      t = starT;
    } else if (deepP >= 0) {
      starP = -1;
      budget -= p - deepP + 1;
      const wanted = code[deepP]!;
      deepT = deepDirs ? nextComponent(text, deepT + 1, end, wanted) : nextByte(text, deepT + 1, end, wanted);
      if (deepT > end) return false;
      p = deepP;
      t = deepT;
    } else {
      return false;
    }
    if (budget < 0) return matchBits(code, base, first, text, start, end);
  }
}

/** Whether `text[start, end)` is matched by the record at the word `rec`. */
export function matchRecord(
  { words, bytes }: Memory,
  rec: number,
  text: Uint8Array,
  start: number,
  end: number,
): boolean {
  const head = words[rec]!;
  if ((head & 0xff) !== 0) {
    const at = start + (head & 0xff) - 1;
    if (at >= end || text[at] !== ((head >>> 16) & 0xff)) return false;
  }
  if (end - start < words[rec + R_MIN]!) return false;
  if ((head & 0xff00) !== 0 && text[end - 1] !== head >>> 24) return false;
  return matchRest(words, bytes, rec, text, start, end);
}

/** The same, once length, last byte of the prefix and last byte of the suffix have been seen to fit. */
export function matchRest(
  words: Int32Array,
  bytes: Uint8Array,
  rec: number,
  text: Uint8Array,
  start: number,
  end: number,
): boolean {
  const head = words[rec]!;
  const prefix = head & 0xff;
  const suffix = (head >>> 8) & 0xff;
  const middle = rec + RECORD_HEADER + ((prefix + 3) >>> 2);
  const t = start + prefix;
  const stop = end - suffix;
  const suffixAt = (middle + words[rec + R_MIDDLE]! + 1) * 4;
  for (let i = suffix - 2; i >= 0; i--) if (bytes[suffixAt + i] !== text[stop + i]) return false;
  const prefixAt = (rec + RECORD_HEADER) * 4;
  for (let i = 0; i < prefix - 1; i++) if (bytes[prefixAt + i] !== text[start + i]) return false;
  switch (words[rec + R_KIND]) {
    case KIND_EXACT:
      return t === stop;
    case KIND_STAR:
      for (let i = t; i < stop; i++) if (text[i] === SLASH) return false;
      return true;
    case KIND_DEEP:
      return true;
    case KIND_DIRS:
      return t === stop || text[stop - 1] === SLASH;
    case KIND_TAIL:
      return t === stop || text[t] === SLASH;
    case KIND_LAST: {
      let name = stop;
      while (name > t && text[name - 1] !== SLASH) name--;
      return matchProgram(words, rec, middle + 1, text, name, stop);
    }
    case KIND_GENERAL:
      return matchProgram(words, rec, middle, text, t, stop);
    default:
      return false;
  }
}
