import type { PolicyError } from "@sbx/core";
import { UsageError } from "./arguments/usage-error.ts";
import { policyErrorSentence } from "./policy/problem.ts";
import { escapeText } from "./render/escape-bytes.ts";

/** One sentence for an error that ends sbx; an error without a code is a mistake of ours and shows its stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof UsageError)
    return escapeText(error.hint === undefined ? error.message : `${error.message}; ${error.hint}`);
  if (isPolicyError(error)) return policyErrorSentence(error);
  if (error instanceof Error && "code" in error) return escapeText(error.message);
  return `internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** By its name, so that the policy language is not loaded for the sake of an error. */
export function isPolicyError(error: unknown): error is PolicyError {
  return error instanceof Error && error.name === "PolicyError";
}
