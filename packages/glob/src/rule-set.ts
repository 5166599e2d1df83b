import { toBytes } from "./bytes.ts";
import { GlobError } from "./errors.ts";
import { matchProgram } from "./match.ts";
import { tokenize } from "./tokenize.ts";

/** How the patterns of a rule set are read. */
export interface RuleSetOptions {
  /** Whether `*`, `?` and classes stop at `/`. @default true */
  readonly pathAware?: boolean;
  /** Whether ASCII letters match in either case. @default false */
  readonly ignoreCase?: boolean;
  /** Whether `{a,b}` means alternatives. @default false */
  readonly braces?: boolean;
}

/** An opened image. */
export interface RuleSet {
  /** Number of patterns. */
  readonly size: number;
  /** Index of the last pattern that matches `bytes[start, end)`, or −1. Allocates nothing. */
  match(bytes: Uint8Array, start: number, end: number): number;
}

const MAGIC = 0x67_6c_6f_62;
const VERSION = 0;
const HEADER = 4;

/**
 * Compiles an ordered list of patterns (the last match wins) to a position-independent image: share it, store it, seal it.
 */
export function compileRuleSet(patterns: readonly (string | Uint8Array)[], options: RuleSetOptions = {}): Uint32Array {
  const dialect = { pathAware: options.pathAware ?? true, ignoreCase: options.ignoreCase ?? false };
  const programs = patterns.map((pattern) => tokenize(toBytes(pattern), dialect));
  const words = new Uint32Array(programs.reduce((sum, program) => sum + 1 + program.length, HEADER));
  words.set([MAGIC, VERSION, words.length, programs.length]);
  let at = HEADER + programs.length;
  programs.forEach((program, index) => {
    words[HEADER + index] = at;
    words.set(program, at);
    at += program.length;
  });
  return words;
}

/**
 * Views an image; nothing is copied, the words are only read.
 *
 * @throws {GlobError} `ERR_GLOB_IMAGE` when the words are no image of this version.
 */
export function openRuleSet(words: Uint32Array): RuleSet {
  if (words[0] !== MAGIC || words[1] !== VERSION || words[2] !== words.length) {
    throw new GlobError("ERR_GLOB_IMAGE", "the words are no rule set of this version", "compile the patterns again");
  }
  const code = new Int32Array(words.buffer, words.byteOffset, words.length);
  const size = code[3]!;
  return {
    size,
    match(bytes: Uint8Array, start: number, end: number): number {
      for (let index = size - 1; index >= 0; index--) {
        if (matchProgram(code, code[HEADER + index]!, bytes, start, end)) return index;
      }
      return -1;
    },
  };
}
