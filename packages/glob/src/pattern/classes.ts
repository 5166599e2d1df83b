import { CLASS_WORDS, SLASH } from "./ops.ts";

const range = (first: string, last: string): readonly [number, number] => [first.charCodeAt(0), last.charCodeAt(0)];

/** The POSIX character classes over ASCII, as inclusive ranges of bytes. */
const NAMED: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  alnum: [range("0", "9"), range("A", "Z"), range("a", "z")],
  alpha: [range("A", "Z"), range("a", "z")],
  blank: [range("\t", "\t"), range(" ", " ")],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
  digit: [range("0", "9")],
  graph: [[33, 126]],
  lower: [range("a", "z")],
  print: [[32, 126]],
  punct: [range("!", "/"), range(":", "@"), range("[", "`"), range("{", "~")],
  space: [
    [9, 13],
    [32, 32],
  ],
  upper: [range("A", "Z")],
  xdigit: [range("0", "9"), range("A", "F"), range("a", "f")],
};

const OPEN = 0x5b;
const CLOSE = 0x5d;
const DASH = 0x2d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** A set of bytes and the offset behind its closing bracket. */
export interface ParsedClass {
  readonly end: number;
  /** Undefined when a `[:name:]` is unknown: then the whole pattern matches nothing. */
  readonly bits: Uint32Array | undefined;
}

/** What a class means besides its members. */
export interface ClassOptions {
  readonly pathAware: boolean;
  readonly ignoreCase: boolean;
}

function add(bits: Uint32Array, first: number, last: number): void {
  for (let byte = first; byte <= last; byte++) bits[byte >>> 5]! |= 1 << (byte & 31);
}

const has = (bits: Uint32Array, byte: number): boolean => (bits[byte >>> 5]! & (1 << (byte & 31))) !== 0;

/** Adds the other case of every ASCII letter in the set. */
function foldCase(bits: Uint32Array): void {
  for (let upper = 65; upper <= 90; upper++) {
    if (has(bits, upper)) add(bits, upper + 32, upper + 32);
    else if (has(bits, upper + 32)) add(bits, upper, upper);
  }
}

/** The longest name, `xdigit`. */
const NAME_MAX = 6;

/** The bytes of a `[:name:]`, or undefined when it is unknown. */
function rangesOf(pattern: Uint8Array, from: number, to: number): readonly (readonly [number, number])[] | undefined {
  if (to - from > NAME_MAX) return undefined;
  const name = String.fromCharCode(...pattern.subarray(from, to));
  return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
}

/** What is known about a pattern's brackets from earlier attempts, which keeps reading it linear. */
export interface BracketMemory {
  /** Points that a class was read through without finding its end, as `2 × offset + whether a range could begin`. */
  readonly open: Set<number>;
  /** The next `]`, as far as it has been looked for. */
  close: number;
}

/** Memory for one pattern. */
export function bracketMemory(): BracketMemory {
  return { open: new Set(), close: -1 };
}

/** The offset of the `:]` that ends the name at `at`, or −1 when `[:` is two ordinary bytes. */
function nameEnd(pattern: Uint8Array, at: number, memory: BracketMemory): number {
  if (memory.close < at) {
    const close = pattern.indexOf(CLOSE, at);
    memory.close = close < 0 ? pattern.length : close;
  }
  const { close } = memory;
  return close < pattern.length && close > at && pattern[close - 1] === COLON ? close - 1 : -1;
}

/**
 * Parses the class whose `[` is at `open`; undefined when no bracket closes it.
 * The rules are those of git's `wildmatch`: `]` first is a member, `-` first or last is a member, `\x` is x.
 */
export function parseClass(
  pattern: Uint8Array,
  open: number,
  options: ClassOptions,
  memory: BracketMemory = bracketMemory(),
): ParsedClass | undefined {
  const bits = new Uint32Array(CLASS_WORDS);
  const passed: number[] = [];
  const unclosed = (): undefined => {
    for (const point of passed) memory.open.add(point);
  };
  let known = true;
  let at = open + 1;
  const negated = pattern[at] === 0x21 || pattern[at] === 0x5e;
  if (negated) at++;
  let previous = -1;
  for (let first = true; first || pattern[at] !== CLOSE; first = false) {
    const point = 2 * at + (previous >= 0 ? 1 : 0);
    if (!first && memory.open.has(point)) return unclosed();
    if (!first) passed.push(point);
    let byte = pattern[at++];
    if (byte === undefined) return unclosed();
    const end = byte === OPEN && pattern[at] === COLON ? nameEnd(pattern, at + 1, memory) : -1;
    if (end >= 0) {
      const ranges = rangesOf(pattern, at + 1, end);
      known &&= ranges !== undefined;
      for (const [low, high] of ranges ?? []) add(bits, low, high);
      at = end + 2;
      previous = -1;
    } else if (byte === DASH && previous >= 0 && at < pattern.length && pattern[at] !== CLOSE) {
      byte = pattern[at++]!;
      if (byte === BACKSLASH) byte = pattern[at++];
      if (byte === undefined) return unclosed();
      add(bits, previous, byte);
      previous = -1;
    } else {
      if (byte === BACKSLASH) byte = pattern[at++];
      if (byte === undefined) return unclosed();
      add(bits, byte, byte);
      previous = byte;
    }
  }
  if (options.ignoreCase) foldCase(bits);
  if (negated) for (let i = 0; i < CLASS_WORDS; i++) bits[i] = ~bits[i]!;
  if (options.pathAware) bits[SLASH >>> 5]! &= ~(1 << (SLASH & 31));
  return { end: at + 1, bits: known ? bits : undefined };
}
