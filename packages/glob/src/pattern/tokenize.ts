import { bracketMemory, parseClass } from "./classes.ts";
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
} from "./ops.ts";

const STAR = 0x2a;
const QUESTION = 0x3f;
const OPEN = 0x5b;
const BACKSLASH = 0x5c;
const SPECIAL: readonly number[] = [STAR, QUESTION, OPEN, BACKSLASH];

/** How a pattern is read. */
export interface Dialect {
  readonly pathAware: boolean;
  readonly ignoreCase: boolean;
  /** Whether escapes apply even without `* ? [`: the pattern had braces. */
  readonly escapes?: boolean;
}

/** A pattern as instructions. */
export interface Parsed {
  /** Everything but the end; `OP_CLASS + n` names the class `n`. */
  readonly ops: readonly number[] | Uint8Array;
  /** So many instructions at the beginning are bytes. */
  readonly bytes: number;
  /** `OP_END` or `OP_TAIL`. */
  readonly end: number;
  /** A 256-bit set each. */
  readonly classes: readonly Uint32Array[];
}

const NOTHING: Parsed = { ops: [OP_NEVER], bytes: 0, end: OP_END, classes: [] };

/** Whether any of `* ? [` occurs: a pattern without them is compared byte for byte, backslashes included. */
const isWildcard = (pattern: Uint8Array): boolean =>
  pattern.includes(STAR) || pattern.includes(QUESTION) || pattern.includes(OPEN);

/** How many bytes at the beginning stand for themselves: found by built-in functions, since most of a pattern is that. */
function literalLength(pattern: Uint8Array, dialect: Dialect): number {
  if (dialect.ignoreCase) return 0;
  let length = pattern.length;
  const found = dialect.escapes === true || isWildcard(pattern) ? SPECIAL : [];
  for (const byte of found) {
    const at = pattern.indexOf(byte);
    if (at >= 0 && at < length) length = at;
  }
  return length;
}

function literal(byte: number, { ignoreCase }: Dialect): number {
  const lower = byte | 32;
  return ignoreCase && lower >= 97 && lower <= 122 ? OP_FOLD | lower : byte;
}

/** Whether nothing but a final `/***` follows the bytes at the beginning. */
const isTree = (pattern: Uint8Array, begins: number): boolean =>
  begins > 0 &&
  begins === pattern.length - 3 &&
  pattern[begins - 1] === SLASH &&
  pattern[begins] === STAR &&
  pattern[begins + 1] === STAR &&
  pattern[begins + 2] === STAR;

/** One pattern without braces, as instructions. */
export function tokenize(pattern: Uint8Array, dialect: Dialect): Parsed {
  const begins = literalLength(pattern, dialect);
  if (dialect.pathAware && isTree(pattern, begins)) {
    return { ops: new Uint8Array(pattern.subarray(0, begins - 1)), bytes: begins - 1, end: OP_TAIL, classes: [] };
  }
  if (begins === pattern.length) return { ops: new Uint8Array(pattern), bytes: begins, end: OP_END, classes: [] };
  const ops: number[] = [];
  for (let at = 0; at < begins; at++) ops.push(pattern[at]!);
  if (dialect.escapes !== true && !isWildcard(pattern)) {
    for (let at = 0; at < pattern.length; at++) ops.push(literal(pattern[at]!, dialect));
    return { ops, bytes: bytesFrom(ops, 0), end: OP_END, classes: [] };
  }
  const classes: Uint32Array[] = [];
  const brackets = bracketMemory();
  for (let at = begins; at < pattern.length;) {
    const byte = pattern[at]!;
    if (byte === STAR) {
      at = pushStars(ops, pattern, at, dialect);
    } else if (byte === OPEN) {
      const parsed = parseClass(pattern, at, dialect, brackets);
      if (parsed !== undefined && parsed.bits === undefined) return NOTHING;
      ops.push(parsed === undefined ? OPEN : OP_CLASS + classes.length);
      if (parsed?.bits !== undefined) classes.push(parsed.bits);
      at = parsed?.end ?? at + 1;
    } else if (byte === BACKSLASH) {
      const escaped = pattern[at + 1];
      if (escaped === undefined) return NOTHING;
      ops.push(literal(escaped, dialect));
      at += 2;
    } else {
      ops.push(byte === QUESTION ? (dialect.pathAware ? OP_ANY : OP_BYTE) : literal(byte, dialect));
      at++;
    }
  }
  const end = ops.at(-1) === OP_TAIL ? OP_TAIL : OP_END;
  if (end === OP_TAIL) ops.pop();
  return { ops, bytes: bytesFrom(ops, Math.max(0, begins - 1)), end, classes };
}

/** Where the run of bytes ends that goes on at `from`. */
function bytesFrom(ops: readonly number[], from: number): number {
  let at = from;
  while (at < ops.length && ops[at]! < 256) at++;
  return at;
}

/** Appends the instruction for the run of stars at `from`; answers where the pattern goes on. */
function pushStars(ops: number[], pattern: Uint8Array, from: number, { pathAware }: Dialect): number {
  let at = from + 1;
  while (pattern[at] === STAR) at++;
  const previous = ops.at(-1);
  if (!pathAware) {
    ops.push(OP_DEEP);
    return at;
  }
  if (at - from === 1) {
    ops.push(OP_STAR);
    return at;
  }
  if (at - from === 3 && at === pattern.length && previous === SLASH) {
    ops[ops.length - 1] = OP_TAIL;
    return at;
  }
  const boundary = previous === undefined || previous === SLASH || previous === OP_DIRS;
  const slash = pattern[at] === BACKSLASH ? at + 1 : at;
  if (boundary && pattern[slash] === SLASH) {
    if (previous !== OP_DIRS) ops.push(OP_DIRS);
    return slash + 1;
  }
  ops.push(OP_DEEP);
  return at;
}
