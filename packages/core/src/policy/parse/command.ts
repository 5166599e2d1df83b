import type { Argument, SourceLine } from "./source-line.ts";

/** The character behind a command's name; empty for a bare command. */
export type Operator = ":" | "+" | "-" | "^" | "!" | "?" | "";

/** A command taken apart. */
export interface Command {
  readonly line: SourceLine;
  /** Offset at which the name begins. */
  readonly at: number;
  readonly name: string;
  readonly operator: Operator;
  readonly argument: Argument;
}
