import { CLASS_WORDS, OP_CLASS, OP_DEEP, OP_DIRS, OP_END, OP_NEVER, OP_STAR, OP_TAIL, SLASH } from "./ops.ts";
import type { Parsed } from "./tokenize.ts";

/**
 * A compiled pattern in memory: the header words, then the literal prefix (its bytes, filled up to a word), the middle with its
 * end instruction (a word each), the literal suffix (bytes again), and the bitmaps of the classes. Most records fit into one
 * cache line. Offsets count from the record's first word.
 */
export const RECORD_HEADER = 6;
/**
 * `prefix length | suffix length << 8 | last byte of the prefix << 16 | last byte of the suffix << 24`: with `R_MIN`, all
 * that is needed to turn most texts away. Longer literal runs stay in the middle.
 */
export const R_HEAD = 0;
/** Bytes that the shortest matching text has. */
export const R_MIN = 1;
export const R_KIND = 2;
/** Instructions in the middle, without its end instruction. */
export const R_MIDDLE = 3;
/** Index of the rule that the pattern came from. */
export const R_RULE = 4;
/** Words in the whole record. */
export const R_SIZE = 5;

/** Matches nothing, or was removed. */
export const KIND_NEVER = 0;
/** No wildcard: the prefix is all. */
export const KIND_EXACT = 1;
/** The middle is one `*`. */
export const KIND_STAR = 2;
/** The middle matches anything. */
export const KIND_DEEP = 3;
/** The middle is one `**` with its slash. */
export const KIND_DIRS = 4;
/** The middle is the final `/***`. */
export const KIND_TAIL = 5;
/** The middle is `**` with its slash, then something inside one component. */
export const KIND_LAST = 6;
/** The middle needs the matcher. */
export const KIND_GENERAL = 7;

/** Longest prefix and suffix that the head can name. */
const LITERAL_MAX = 255;

/** Whether the instruction can match more than one component. */
const crosses = (op: number): boolean => op === SLASH || op === OP_DEEP || op === OP_DIRS;

/** What is left between the literal ends. */
interface Middle {
  readonly ops: Parsed["ops"];
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

function kindOf({ ops, from, to, end }: Middle): number {
  const first = ops[from];
  if (first === OP_NEVER) return KIND_NEVER;
  if (from === to) return end === OP_TAIL ? KIND_TAIL : KIND_EXACT;
  if (end === OP_TAIL) return KIND_GENERAL;
  if (to - from === 1) {
    if (first === OP_STAR) return KIND_STAR;
    if (first === OP_DEEP) return KIND_DEEP;
    if (first === OP_DIRS) return KIND_DIRS;
  }
  if (first !== OP_DIRS) return KIND_GENERAL;
  for (let at = from + 1; at < ops.length; at++) if (crosses(ops[at]!)) return KIND_GENERAL;
  // `**/*`: any last component, any directories before it.
  return to - from === 2 && ops[from + 1] === OP_STAR ? KIND_DEEP : KIND_LAST;
}

/** Where the literal ends of a pattern stop. */
interface Ends {
  readonly from: number;
  readonly to: number;
}

function literalEnds({ ops, bytes, end }: Parsed): Ends {
  const size = ops.length;
  const from = Math.min(bytes, LITERAL_MAX);
  let to = size;
  const lowest = end === OP_END ? Math.max(from, size - LITERAL_MAX) : size;
  while (to > lowest && ops[to - 1]! < 256) to--;
  return { from, to };
}

/** Words that so many bytes take. */
export function wordsOf(bytes: number): number {
  return (bytes + 3) >>> 2;
}

function sizeOf({ ops, classes }: Parsed, { from, to }: Ends): number {
  return RECORD_HEADER + wordsOf(from) + (to - from) + 1 + wordsOf(ops.length - to) + classes.length * CLASS_WORDS;
}

/** Words that the record of a pattern takes. */
export function recordSize(pattern: Parsed): number {
  return sizeOf(pattern, literalEnds(pattern));
}

/** Memory that is looked at as words and as bytes. */
export interface Memory {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
}

/** Both views of some words. */
export function memoryOf(words: Int32Array | Uint32Array): Memory {
  const { buffer, byteOffset, length } = words;
  return { words: new Int32Array(buffer, byteOffset, length), bytes: new Uint8Array(buffer, byteOffset, length * 4) };
}

/** Lays a pattern out at the word `at`, and splits off what can be compared without a matcher. */
export function writeRecord({ words, bytes }: Memory, at: number, pattern: Parsed, rule: number): void {
  const { ops, classes, end } = pattern;
  const ends = literalEnds(pattern);
  const { from, to } = ends;
  const size = ops.length;
  const guards = ((from > 0 ? ops[from - 1]! : 0) << 16) | ((to < size ? ops[size - 1]! : 0) << 24);
  words[at + R_HEAD] = from | ((size - to) << 8) | guards;
  words[at + R_KIND] = kindOf({ ops, from, to, end });
  words[at + R_MIDDLE] = to - from;
  words[at + R_RULE] = rule;
  words[at + R_SIZE] = sizeOf(pattern, ends);
  let next = at + RECORD_HEADER;
  bytes.set(from === size ? ops : ops.slice(0, from), next * 4);
  next += wordsOf(from);
  const suffixAt = next + (to - from) + 1;
  const classesAt = suffixAt + wordsOf(size - to);
  let min = from + size - to;
  for (let i = from; i < to; i++) {
    const op = ops[i]!;
    if (op < OP_STAR || op > OP_DIRS) min++;
    words[next++] = op < OP_CLASS ? op : OP_CLASS + classesAt - at + (op - OP_CLASS) * CLASS_WORDS;
  }
  words[next] = end;
  for (let i = to; i < size; i++) bytes[suffixAt * 4 + i - to] = ops[i]!;
  words[at + R_MIN] = min;
  classes.forEach((bits, index) => words.set(bits, classesAt + index * CLASS_WORDS));
}
