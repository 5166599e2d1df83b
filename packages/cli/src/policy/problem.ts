import type { PolicyError, UnsupportedFeature } from "@sbx/core";
import { escapeText } from "../render/escape-bytes.ts";

/** One sentence about an error in a policy: the place, what is wrong, the cure. */
export function policyErrorSentence(error: PolicyError): string {
  const { file, line, column, message, suggestion, expected } = error;
  const cure = suggestion === undefined ? withoutSuggestion(expected) : ` (try: ${suggestion})`;
  return escapeText(`${file}:${line}:${column}: ${message}${cure}`);
}

function withoutSuggestion(expected: string | undefined): string {
  return expected === undefined ? "" : ` (expected: ${expected})`;
}

/** One sentence about something that a policy asks for and does not get. */
export function unsupportedSentence({ message, mention, fix }: UnsupportedFeature): string {
  const place = mention === undefined ? "" : `${mention.origin.file}:${mention.origin.line}: `;
  return escapeText(`${place}${message}${fix === undefined ? "" : ` (to do without: ${fix})`}`);
}
