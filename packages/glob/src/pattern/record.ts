import { CLASS_WORDS, OP_CLASS, OP_DEEP, OP_DIRS, OP_END, OP_NEVER, OP_STAR, OP_TAIL, SLASH } from "./ops.ts";
import type { Parsed } from "./tokenize.ts";

/**
 * A compiled pattern in memory: the header words, then the literal prefix, the middle with its end instruction, the literal
 * suffix (one word per byte), and the bitmaps of the classes. Offsets count from the record's first word.
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
  readonly ops: readonly number[];
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

/** Words that the record of a pattern takes. */
export function recordSize({ ops, classes }: Parsed): number {
  return RECORD_HEADER + ops.length + 1 + classes.length * CLASS_WORDS;
}

/** Lays a pattern out at `code[at]`, and splits off what can be compared without a matcher. */
export function writeRecord(code: Int32Array | Uint32Array, at: number, pattern: Parsed, rule: number): void {
  const { ops, classes, end } = pattern;
  const size = ops.length;
  let from = 0;
  while (from < size && from < LITERAL_MAX && ops[from]! < 256) from++;
  let to = size;
  const lowest = end === OP_END ? Math.max(from, size - LITERAL_MAX) : size;
  while (to > lowest && ops[to - 1]! < 256) to--;
  const guards = ((from > 0 ? ops[from - 1]! : 0) << 16) | ((to < size ? ops[size - 1]! : 0) << 24);
  code[at + R_HEAD] = from | ((size - to) << 8) | guards;
  code[at + R_KIND] = kindOf({ ops, from, to, end });
  code[at + R_MIDDLE] = to - from;
  code[at + R_RULE] = rule;
  code[at + R_SIZE] = recordSize(pattern);
  let min = 0;
  let next = at + RECORD_HEADER;
  for (let i = 0; i < size; i++) {
    const op = ops[i]!;
    if (i === to) code[next++] = end;
    if (op < OP_STAR || op > OP_DIRS) min++;
    code[next++] = op < OP_CLASS ? op : OP_CLASS + RECORD_HEADER + size + 1 + (op - OP_CLASS) * CLASS_WORDS;
  }
  if (to === size) code[next++] = end;
  code[at + R_MIN] = min;
  for (const bits of classes) {
    code.set(bits, next);
    next += CLASS_WORDS;
  }
}
