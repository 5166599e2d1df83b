import { OP_CLASS, OP_DEEP, OP_DIRS, OP_END, OP_NEVER, OP_STAR, OP_TAIL } from "./ops.ts";
import type { Program } from "./tokenize.ts";

/**
 * A compiled pattern inside an image: the header words, then the literal prefix, the middle with its end instruction,
 * the literal suffix (one word per byte), and the bitmaps of the classes. Offsets count from the record's first word.
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

/** Longest prefix and suffix that the head can name. */
const LITERAL_MAX = 255;

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
/** The middle needs the matcher. */
export const KIND_GENERAL = 6;

/** Bytes that an instruction needs at least. */
const width = (op: number): number => (op === OP_STAR || op === OP_DEEP || op === OP_DIRS ? 0 : 1);

function kindOf(middle: readonly number[], end: number): number {
  if (end === OP_TAIL) return middle.length === 0 ? KIND_TAIL : KIND_GENERAL;
  if (middle.length === 0) return KIND_EXACT;
  const [first, second] = middle;
  if (middle.length === 1) {
    if (first === OP_STAR) return KIND_STAR;
    if (first === OP_DEEP) return KIND_DEEP;
    if (first === OP_DIRS) return KIND_DIRS;
  }
  // `**/*`: any last component, any directories before it.
  if (middle.length === 2 && first === OP_DIRS && second === OP_STAR) return KIND_DEEP;
  return KIND_GENERAL;
}

/** Literal bytes at the front, then at the back, of the instructions. */
function literalEnds(ops: readonly number[], end: number): readonly [prefix: number, suffix: number] {
  let prefix = 0;
  while (prefix < ops.length && prefix < LITERAL_MAX && ops[prefix]! < 256) prefix++;
  let suffix = 0;
  const room = end === OP_END ? Math.min(ops.length - prefix, LITERAL_MAX) : 0;
  while (suffix < room && ops[ops.length - 1 - suffix]! < 256) suffix++;
  return [prefix, suffix];
}

/** Splits off what can be compared without a matcher, and lays the pattern out as a record. */
export function encodeRecord(program: Program, rule: number): Uint32Array {
  const endAt = program.findIndex((op) => op === OP_END || op === OP_TAIL);
  const ops = Array.from(program.subarray(0, endAt));
  const bitmaps = program.subarray(endAt + 1);
  const end = program[endAt]!;
  const [prefix, suffix] = literalEnds(ops, end);
  const middle = ops.slice(prefix, ops.length - suffix);
  const bitmapsAt = RECORD_HEADER + ops.length + 1;
  const relocate = (op: number): number => (op >= OP_CLASS ? op + bitmapsAt - (endAt + 1) : op);
  const record = new Uint32Array(bitmapsAt + bitmaps.length);
  const guards = ((ops[prefix - 1] ?? 0) << 16) | ((suffix > 0 ? ops.at(-1)! : 0) << 24);
  record[R_HEAD] = prefix | (suffix << 8) | guards;
  record[R_MIN] = ops.reduce((sum, op) => sum + width(op), 0);
  record[R_KIND] = ops.includes(OP_NEVER) ? KIND_NEVER : kindOf(middle, end);
  record[R_MIDDLE] = middle.length;
  record[R_RULE] = rule;
  record[R_SIZE] = record.length;
  record.set(ops.slice(0, prefix), RECORD_HEADER);
  record.set(middle.map(relocate), RECORD_HEADER + prefix);
  record[RECORD_HEADER + prefix + middle.length] = end;
  record.set(ops.slice(ops.length - suffix), RECORD_HEADER + prefix + middle.length + 1);
  record.set(bitmaps, bitmapsAt);
  return record;
}
