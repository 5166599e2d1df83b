import { encodeUtf8 } from "../bytes.ts";
import { SLASH } from "../pattern/ops.ts";
import { KIND_DEEP, KIND_DIRS, KIND_EXACT, KIND_GENERAL, KIND_LAST, KIND_STAR, KIND_TAIL } from "../pattern/record.ts";
import { matchProgram } from "./match.ts";
import type { TextRecord } from "./text-record.ts";
import { isComponent, matchUnits, UNSURE, YES } from "./units.ts";

/** Where strings are encoded; grows to three times the longest string. */
let buffer: Uint8Array = new Uint8Array(4_096);

/** Bytes of the string that was encoded last. Valid until the next one. */
export function encoded(): Uint8Array {
  return buffer;
}

/** Encodes `text[from, to)` into the shared buffer; answers the number of bytes. */
export function encode(text: string, from: number, to: number): number {
  if ((to - from) * 3 > buffer.length) buffer = new Uint8Array((to - from) * 6);
  return encodeUtf8(text, from, to, buffer);
}

/** Whether `text[from, to)` is matched by the program at `p`. */
function matchMiddle(record: TextRecord, p: number, text: string, from: number, to: number): boolean {
  const { words, at } = record;
  const verdict = matchUnits(words, at, p, text, from, to);
  return verdict === UNSURE ? matchProgram(words, at, p, buffer, 0, encode(text, from, to)) : verdict === YES;
}

/**
 * Whether a well-formed string is matched by a record with ASCII ends, once it has been seen to be no shorter than these and to
 * begin with the prefix.
 */
export function matchText(record: TextRecord, text: string): boolean {
  const { kind, suffixLength, suffixAt, bytes } = record;
  const from = record.prefixLength;
  const to = text.length - suffixLength;
  for (let i = suffixLength - 1; i >= 0; i--) if (text.charCodeAt(to + i) !== bytes[suffixAt + i]) return false;
  switch (kind) {
    case KIND_DEEP:
      return true;
    case KIND_LAST:
    case KIND_GENERAL:
      return matchMiddle(record, record.middle, text, from, to);
    case KIND_STAR:
      return isComponent(text, from, to);
    case KIND_EXACT:
      return to === from;
    case KIND_DIRS:
      return to === from || text.charCodeAt(to - 1) === SLASH;
    case KIND_TAIL:
      return to === from || text.charCodeAt(from) === SLASH;
    default:
      return false;
  }
}
