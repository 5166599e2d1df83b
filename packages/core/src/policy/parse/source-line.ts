import { ERRNO } from "../../abi/index.ts";
import { PolicyError, type Origin, type PolicyErrorCode } from "../errors.ts";

/** One line of a policy. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** The whole line and where `text` begins in it, where a prefix was taken off. */
  readonly whole?: string;
  readonly indent?: number;
}

/** What is wrong, without the place. */
export interface Problem {
  readonly code: PolicyErrorCode;
  readonly message: string;
  /** @default EINVAL */
  readonly errno?: number;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly suggestion?: string | undefined;
  readonly cause?: unknown;
}

/** The text behind the operator of a command: expanded, with the place where it was written. */
export interface Argument {
  readonly line: SourceLine;
  /** Where it begins in the line, from 0. */
  readonly at: number;
  readonly text: string;
  /** Whether variables were put in, so that offsets in `text` are none in the line. */
  readonly expanded: boolean;
}

/** The place of offset `at` (from 0) of a line. */
export const originOf = (line: SourceLine, at: number): Origin => ({
  file: line.file,
  line: line.line,
  column: at + 1 + (line.indent ?? 0),
});

/** Makes the error for offset `at` of a line. */
export const refuse = (line: SourceLine, at: number, problem: Problem): PolicyError =>
  new PolicyError({ errno: ERRNO.EINVAL, ...problem, origin: originOf(line, at), source: line.whole ?? line.text });

/** Makes the error for offset `at` of an argument. */
export const refuseArgument = (argument: Argument, at: number, problem: Problem): PolicyError =>
  refuse(argument.line, argument.expanded ? argument.at : argument.at + at, problem);

/** The part of an argument from `start` to `end`. */
export const sliceArgument = (argument: Argument, start: number, end: number = argument.text.length): Argument => ({
  ...argument,
  at: argument.expanded ? argument.at : argument.at + start,
  text: argument.text.slice(start, end),
});
