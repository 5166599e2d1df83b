import { OP_ANY, OP_BYTE, OP_CLASS, OP_DEEP, OP_DIRS, OP_FOLD, OP_STAR, OP_TAIL, SLASH } from "../pattern/ops.ts";
import type { Parsed } from "../pattern/tokenize.ts";

/** How far a text gets with a pattern. */
export interface Progress {
  readonly matched: boolean;
  /** Bytes after which the text could still have gone on to match. */
  readonly bytes: number;
  /** Furthest instruction reached then: what was expected. */
  readonly expected: number;
}

function takes({ classes }: Parsed, op: number, byte: number): boolean {
  if (op >= OP_CLASS) return (classes[op - OP_CLASS]![byte >>> 5]! & (1 << (byte & 31))) !== 0;
  if (op >= OP_FOLD) return (byte | 32) === (op & 0xff);
  if (op === OP_ANY) return byte !== SLASH;
  return op === OP_BYTE || op === byte;
}

const isGap = (op: number | undefined): boolean => op === OP_STAR || op === OP_DEEP || op === OP_DIRS;

/** States are positions among the instructions; entering a gap also enters what is behind it. */
function enter(states: Set<number>, { ops }: Parsed, at: number): void {
  states.add(at);
  for (let next = at; isGap(ops[next]); next++) states.add(next + 1);
}

function step(states: ReadonlySet<number>, pattern: Parsed, byte: number): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    // Half states: the inside of a `**` with its slash, where only a slash leads on.
    const at = Math.floor(state);
    const op = pattern.ops[at];
    if (op === undefined) {
      if (pattern.end === OP_TAIL && (state !== at || byte === SLASH)) next.add(at + 0.5);
    } else if (op === OP_STAR) {
      if (byte !== SLASH) enter(next, pattern, at);
    } else if (op === OP_DEEP) {
      enter(next, pattern, at);
    } else if (op === OP_DIRS) {
      next.add(at + 0.5);
      if (byte === SLASH) enter(next, pattern, at + 1);
    } else if (takes(pattern, op, byte)) {
      enter(next, pattern, at + 1);
    }
  }
  return next;
}

/** Runs the pattern over the text, one set of states after another: slow, but it knows where it got stuck. */
export function progressOf(pattern: Parsed, text: Uint8Array): Progress {
  let states = new Set<number>();
  enter(states, pattern, 0);
  let bytes = 0;
  for (const byte of text) {
    const next = step(states, pattern, byte);
    if (next.size === 0) break;
    states = next;
    bytes++;
  }
  let furthest = 0;
  for (const state of states) furthest = Math.max(furthest, Math.floor(state));
  return { matched: bytes === text.length && furthest === pattern.ops.length, bytes, expected: furthest };
}
