import { toBytes } from "../bytes.ts";
import { expandBraces, hasBrace } from "./braces.ts";
import { encodeRecord } from "./record.ts";
import { tokenize } from "./tokenize.ts";

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

/** The records of one pattern: one, or one for each alternative of its braces. */
export function compilePattern(pattern: string | Uint8Array, reading: Reading, rule: number): Uint32Array[] {
  const bytes = toBytes(pattern);
  if (!reading.braces || !hasBrace(bytes)) return [encodeRecord(tokenize(bytes, reading), rule)];
  const dialect = { ...reading, wildcard: true };
  return expandBraces(bytes).map((alternative) => encodeRecord(tokenize(alternative, dialect), rule));
}
