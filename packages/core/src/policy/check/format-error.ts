import type { Origin } from "../errors.ts";

/** What errors and warnings have in common. */
interface Complaint {
  readonly message: string;
  readonly origin: Origin;
  readonly source: string;
  readonly hints: readonly string[];
}

const WIDTH = 100;

/** The line with a caret below the column; of a long line the part around the column. */
const excerpt = ({ source, origin }: Complaint): string => {
  const at = Math.min(origin.column - 1, source.length);
  const from = source.length <= WIDTH ? 0 : Math.max(0, Math.min(at - WIDTH / 2, source.length - WIDTH));
  const shown = source.slice(from, from + WIDTH);
  const before = (from > 0 ? "…" : "") + shown.slice(0, at - from);
  const line = (from > 0 ? "…" : "") + shown + (from + WIDTH < source.length ? "…" : "");
  const number = `${origin.line} | `;
  return `${number}${visible(line)}\n${" ".repeat(number.length + visible(before).length)}^`;
};

/** Control characters as they are written in strings: a policy must not move the cursor of a terminal. */
const visible = (text: string): string =>
  text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, (character) =>
    character === "\t" ? " " : `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );

const format = (complaint: Complaint): string => {
  const { file, line, column } = complaint.origin;
  const head = `${visible(file)}:${line}:${column}: ${visible(complaint.message)}`;
  return [head, excerpt(complaint), ...complaint.hints.map((hint) => `  ${visible(hint)}`)].join("\n");
};

/** What a policy error tells. */
interface ErrorParts extends Origin {
  readonly message: string;
  readonly source: string;
  readonly expected: string | undefined;
  readonly suggestion: string | undefined;
}

/** Renders an error: place and message, the line with a caret, what was expected and a suggestion. No colours. */
export const formatPolicyError = (error: ErrorParts): string =>
  format({
    message: error.message,
    origin: error,
    source: error.source,
    hints: [
      ...(error.expected === undefined ? [] : [`expected: ${error.expected}`]),
      ...(error.suggestion === undefined ? [] : [`try: ${error.suggestion}`]),
    ],
  });

/** Renders a warning like an error. */
export const formatPolicyWarning = (warning: {
  readonly message: string;
  readonly origin: Origin;
  readonly source: string;
  readonly fix?: string;
}): string => format({ ...warning, hints: warning.fix === undefined ? [] : [`fix: ${warning.fix}`] });
