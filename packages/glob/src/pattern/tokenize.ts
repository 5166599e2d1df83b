import { parseClass } from "./classes.ts";
import {
  CLASS_WORDS,
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

/** How a pattern is read. */
export interface Dialect {
  readonly pathAware: boolean;
  readonly ignoreCase: boolean;
  /** Escapes apply even without `* ? [`: the pattern had braces. */
  readonly wildcard?: boolean;
}

/** Instructions, ended by `OP_END` or `OP_TAIL`, and behind them the bitmaps of the classes. */
export type Program = Uint32Array;

/** Whether any of `* ? [` occurs: a pattern without them is compared byte for byte, backslashes included. */
export function isWildcard(pattern: Uint8Array): boolean {
  return pattern.includes(STAR) || pattern.includes(QUESTION) || pattern.includes(OPEN);
}

const NEVER: readonly number[] = [OP_NEVER, OP_END];

/** One pattern without braces, as instructions. */
export function tokenize(pattern: Uint8Array, dialect: Dialect): Program {
  const literal = (byte: number): number => {
    const lower = byte | 32;
    return dialect.ignoreCase && lower >= 97 && lower <= 122 ? OP_FOLD | lower : byte;
  };
  if (!(dialect.wildcard ?? isWildcard(pattern))) return Uint32Array.from([...Array.from(pattern, literal), OP_END]);
  const ops: number[] = [];
  const classes: Uint32Array[] = [];
  for (let at = 0; at < pattern.length;) {
    const byte = pattern[at++]!;
    if (byte === STAR) {
      const from = at - 1;
      while (pattern[at] === STAR) at++;
      at = pushStars(ops, pattern, { from, at, dialect });
    } else if (byte === QUESTION) {
      ops.push(dialect.pathAware ? OP_ANY : OP_BYTE);
    } else if (byte === OPEN) {
      const parsed = parseClass(pattern, at - 1, dialect);
      if (parsed === undefined) {
        ops.push(OPEN);
      } else if (parsed.bits === undefined) {
        return Uint32Array.from(NEVER);
      } else {
        ops.push(OP_CLASS + classes.length);
        classes.push(parsed.bits);
        at = parsed.end;
      }
    } else if (byte === BACKSLASH) {
      const escaped = pattern[at++];
      if (escaped === undefined) return Uint32Array.from(NEVER);
      ops.push(literal(escaped));
    } else {
      ops.push(literal(byte));
    }
  }
  if (ops.at(-1) !== OP_TAIL) ops.push(OP_END);
  return link(ops, classes);
}

interface StarRun {
  readonly from: number;
  readonly at: number;
  readonly dialect: Dialect;
}

/** Appends the instruction for a run of stars; answers where the pattern goes on. */
function pushStars(ops: number[], pattern: Uint8Array, { from, at, dialect }: StarRun): number {
  if (!dialect.pathAware) {
    if (ops.at(-1) !== OP_DEEP) ops.push(OP_DEEP);
    return at;
  }
  const length = at - from;
  if (length === 1) {
    ops.push(OP_STAR);
    return at;
  }
  const previous = ops.at(-1);
  const boundary = previous === undefined || previous === SLASH || previous === OP_DIRS;
  if (boundary && length === 3 && at === pattern.length && previous === SLASH) {
    ops[ops.length - 1] = OP_TAIL;
    return at;
  }
  const escapedSlash = pattern[at] === BACKSLASH && pattern[at + 1] === SLASH;
  if (boundary && (pattern[at] === SLASH || escapedSlash)) {
    if (previous !== OP_DIRS) ops.push(OP_DIRS);
    return at + (escapedSlash ? 2 : 1);
  }
  ops.push(OP_DEEP);
  return at;
}

/** Puts the bitmaps behind the instructions and points the class instructions at them. */
function link(ops: readonly number[], classes: readonly Uint32Array[]): Program {
  const program = new Uint32Array(ops.length + classes.length * CLASS_WORDS);
  program.set(ops.map((op) => (op >= OP_CLASS ? OP_CLASS + ops.length + (op - OP_CLASS) * CLASS_WORDS : op)));
  classes.forEach((bits, index) => program.set(bits, ops.length + index * CLASS_WORDS));
  return program;
}
