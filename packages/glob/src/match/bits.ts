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

/**
 * Scratch memory of the bit-parallel matcher, reused by every call: JavaScript is single-threaded and the matcher does
 * not call out, so one per module instance is enough.
 */
interface Scratch {
  words: number;
  /** One row of bits for every byte that occurred in the text, filled when it does. */
  rows: Int32Array;
  readonly filled: Uint8Array;
  /** States that a byte other than `/` leaves as they are. */
  loops: Int32Array;
  /** States that every byte leaves as they are. */
  deep: Int32Array;
  /** States that are left as they are entered, too: `**` with its slash. */
  skip: Int32Array;
  state: Int32Array;
}

const scratch: Scratch = {
  words: 0,
  rows: new Int32Array(0),
  filled: new Uint8Array(256),
  loops: new Int32Array(0),
  deep: new Int32Array(0),
  skip: new Int32Array(0),
  state: new Int32Array(0),
};

function reserve(words: number): void {
  if (words > scratch.words) {
    scratch.words = words;
    scratch.rows = new Int32Array(words * 256);
    scratch.loops = new Int32Array(words);
    scratch.deep = new Int32Array(words);
    scratch.skip = new Int32Array(words);
    scratch.state = new Int32Array(words);
  }
  scratch.filled.fill(0);
  scratch.loops.fill(0, 0, words);
  scratch.deep.fill(0, 0, words);
  scratch.skip.fill(0, 0, words);
  scratch.state.fill(0, 0, words);
}

/** Number of one-byte states; sets the loops of each. State `i` waits for the `i`-th one-byte instruction. */
function buildLoops(code: Int32Array, first: number): number {
  const { loops, deep, skip } = scratch;
  let state = 0;
  for (let p = first; ; p++) {
    const op = code[p]!;
    const word = state >>> 5;
    const bit = 1 << (state & 31);
    if (op === OP_END || op === OP_TAIL) return state;
    if (op === OP_STAR || op === OP_DEEP || op === OP_DIRS) loops[word]! |= bit;
    if (op === OP_DEEP || op === OP_DIRS) deep[word]! |= bit;
    if (op === OP_DIRS) skip[word]! |= bit;
    if (op !== OP_STAR && op !== OP_DEEP) state++;
  }
}

/** The states that `byte` advances. */
function fillRow(code: Int32Array, base: number, first: number, row: number, byte: number): void {
  const { rows } = scratch;
  rows.fill(0, row, row + scratch.words);
  let state = 0;
  for (let p = first; ; p++) {
    const op = code[p]!;
    if (op === OP_END || op === OP_TAIL) return;
    if (op === OP_STAR || op === OP_DEEP) continue;
    let hit: boolean;
    if (op < 256) hit = op === byte;
    else if (op >= OP_CLASS) hit = (code[base + op - OP_CLASS + (byte >>> 5)]! & (1 << (byte & 31))) !== 0;
    else if (op >= OP_FOLD) hit = (byte | 32) === (op & 0xff);
    else if (op === OP_ANY) hit = byte !== SLASH;
    else if (op === OP_DIRS) hit = byte === SLASH;
    else hit = op === OP_BYTE;
    if (hit) rows[row + (state >>> 5)]! |= 1 << (state & 31);
    state++;
  }
}

/** Moves all states over one byte whose row begins at `row`. */
function step(words: number, row: number, loop: Int32Array): void {
  const { rows, state } = scratch;
  let carry = 0;
  for (let w = 0; w < words; w++) {
    const now = state[w]!;
    const moved = now & rows[row + w]!;
    state[w] = (moved << 1) | carry | (now & loop[w]!);
    carry = moved >>> 31;
  }
}

/** The same where entering a state may enter the one behind it. */
function stepSkipping(words: number, row: number, loop: Int32Array): void {
  const { rows, skip, state } = scratch;
  let carry = 0;
  let skipCarry = 0;
  for (let w = 0; w < words; w++) {
    const now = state[w]!;
    const moved = now & rows[row + w]!;
    const entered = (moved << 1) | carry;
    const skipped = entered & skip[w]!;
    state[w] = entered | (skipped << 1) | skipCarry | (now & loop[w]!);
    carry = moved >>> 31;
    skipCarry = skipped >>> 31;
  }
}

function accepts(final: number): boolean {
  return (scratch.state[final >>> 5]! & (1 << (final & 31))) !== 0;
}

/**
 * The same answer as `matchProgram`, by running all states of the automaton at once, 32 to a word: at most
 * `text × ⌈instructions ÷ 32⌉` word steps plus one pass over the program for each distinct byte, whatever the input.
 */
export function matchBits(
  code: Int32Array,
  base: number,
  first: number,
  text: Uint8Array,
  start: number,
  end: number,
): boolean {
  let size = 0;
  let op = code[first]!;
  while (op !== OP_END && op !== OP_TAIL) {
    if (op === OP_NEVER) return false;
    op = code[first + ++size]!;
  }
  const words = (size >>> 5) + 1;
  reserve(words);
  const { filled, loops, deep, skip, state } = scratch;
  const final = buildLoops(code, first);
  const tail = op === OP_TAIL;
  const skips = skip.subarray(0, words).some((bits) => bits !== 0);
  state[0] = 1 | ((skip[0]! & 1) << 1);
  for (let t = start; t < end; t++) {
    const byte = text[t]!;
    if (tail && byte === SLASH && accepts(final)) return true;
    const row = byte * scratch.words;
    if (filled[byte] === 0) {
      filled[byte] = 1;
      fillRow(code, base, first, row, byte);
    }
    const loop = byte === SLASH ? deep : loops;
    if (skips) stepSkipping(words, row, loop);
    else step(words, row, loop);
  }
  return accepts(final);
}
