import { encodeUtf8 } from "../bytes.ts";
import { SLASH } from "../pattern/ops.ts";
import {
  KIND_DEEP,
  KIND_DIRS,
  KIND_EXACT,
  KIND_GENERAL,
  KIND_LAST,
  KIND_STAR,
  KIND_TAIL,
  RECORD_HEADER,
  R_HEAD,
  R_KIND,
  R_MIDDLE,
  type Memory,
  wordsOf,
} from "../pattern/record.ts";
import { matchProgram } from "./match.ts";

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

/** Where the middle of a record begins. */
const middleAt = (head: number, rec: number): number => rec + RECORD_HEADER + wordsOf(head & 0xff);

/** Whether the literal ends of a record are ASCII: then they can be compared in a string as they are. */
export function hasAsciiEnds({ words, bytes }: Memory, rec: number): boolean {
  const head = words[rec + R_HEAD]!;
  const prefixAt = (rec + RECORD_HEADER) * 4;
  const suffixAt = (middleAt(head, rec) + words[rec + R_MIDDLE]! + 1) * 4;
  const prefix = bytes.subarray(prefixAt, prefixAt + (head & 0xff));
  const suffix = bytes.subarray(suffixAt, suffixAt + ((head >>> 8) & 0xff));
  return [...prefix, ...suffix].every((byte) => byte < 0x80);
}

/**
 * Whether a well-formed string is matched by a record with ASCII ends. The ends are compared in place, since a code unit
 * below 128 is a byte of its own; only what the matcher proper has to see is encoded.
 */
export function matchText({ words, bytes }: Memory, rec: number, text: string): boolean {
  const head = words[rec + R_HEAD]!;
  const prefix = head & 0xff;
  const suffix = (head >>> 8) & 0xff;
  const stop = text.length - suffix;
  if (stop < prefix) return false;
  const p = middleAt(head, rec);
  const prefixAt = (rec + RECORD_HEADER) * 4;
  const suffixAt = (p + words[rec + R_MIDDLE]! + 1) * 4;
  for (let i = suffix - 1; i >= 0; i--) if (text.charCodeAt(stop + i) !== bytes[suffixAt + i]) return false;
  for (let i = 0; i < prefix; i++) if (text.charCodeAt(i) !== bytes[prefixAt + i]) return false;
  switch (words[rec + R_KIND]) {
    case KIND_EXACT:
      return stop === prefix;
    case KIND_STAR: {
      const slash = text.indexOf("/", prefix);
      return slash < 0 || slash >= stop;
    }
    case KIND_DEEP:
      return true;
    case KIND_DIRS:
      return stop === prefix || text.charCodeAt(stop - 1) === SLASH;
    case KIND_TAIL:
      return stop === prefix || text.charCodeAt(prefix) === SLASH;
    case KIND_LAST: {
      const name = Math.max(prefix, text.lastIndexOf("/", stop - 1) + 1);
      return matchProgram(words, rec, p + 1, buffer, 0, encode(text, name, stop));
    }
    case KIND_GENERAL:
      return matchProgram(words, rec, p, buffer, 0, encode(text, prefix, stop));
    default:
      return false;
  }
}
