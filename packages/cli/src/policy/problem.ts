import type { PolicyError, PolicyWarning } from "@sbx/core";
import { escapeText } from "../render/escape-bytes.ts";

/** A place in a policy with what is wrong there. */
export interface Problem {
  readonly place: string;
  readonly message: string;
  readonly source: string;
  readonly column: number;
  readonly fix: string | undefined;
}

/** What a policy error says. */
export function problemOfError(error: PolicyError): Problem {
  const { file, line, column, message, source } = error;
  return { place: `${file}:${line}:${column}`, message, source, column, fix: cure(error) };
}

function cure({ suggestion, expected }: PolicyError): string | undefined {
  if (suggestion !== undefined) return `try: ${suggestion}`;
  return expected === undefined ? undefined : `expected ${expected}`;
}

/** What a warning says. */
export function problemOfWarning(warning: PolicyWarning): Problem {
  const { file, line, column } = warning.origin;
  return { place: `${file}:${line}:${column}`, message: warning.message, source: warning.source, column, fix: warning.fix };
}

/** One sentence: place, what is wrong, the cure. */
export function problemSentence({ place, message, fix }: Problem): string {
  return escapeText(`${place}: ${message}${fix === undefined ? "" : ` (${fix})`}`);
}

/** The sentence with the line and a mark below the column. */
export function problemFrame(problem: Problem): string {
  const source = escapeText(problem.source);
  const before = escapeText(problem.source.slice(0, problem.column - 1));
  return `${problemSentence(problem)}\n  ${source}\n  ${" ".repeat(before.length)}^\n`;
}
