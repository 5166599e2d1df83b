import { toScratchBytes } from "../bytes.ts";
import { expandBraces, hasBrace } from "./braces.ts";
import { tokenize, type Parsed } from "./tokenize.ts";

/** How patterns are read. */
export interface PatternOptions {
  /**
   * Whether `*`, `?` and classes stop at `/` and `**` has a meaning of its own.
   *
   * @default true
   */
  readonly pathAware?: boolean;
  /**
   * Whether ASCII letters match in either case.
   *
   * @default false
   */
  readonly ignoreCase?: boolean;
  /** Whether `{a,b}` means alternatives. */
  readonly braces?: boolean;
}

/** Options without gaps. */
export type Reading = Required<PatternOptions>;

/** Fills the gaps in the options. */
export function readingOf(options: PatternOptions, braces: boolean): Reading {
  return {
    pathAware: options.pathAware ?? true,
    ignoreCase: options.ignoreCase ?? false,
    braces: options.braces ?? braces,
  };
}

/** One pattern: itself, or one for each alternative of its braces. */
export function parsePattern(pattern: string | Uint8Array, reading: Reading): Parsed[] {
  const bytes = toScratchBytes(pattern);
  if (!reading.braces || !hasBrace(bytes)) return [tokenize(bytes, reading)];
  const dialect = { ...reading, escapes: true };
  return expandBraces(bytes).map((alternative) => tokenize(alternative, dialect));
}
