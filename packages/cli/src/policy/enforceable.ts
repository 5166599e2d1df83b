import type { Policy } from "@sbx/core";
import { unsupportedFeatures } from "@sbx/core";
import { unsupportedSentence } from "./problem.ts";

/** Thrown where a run would be weaker than its policy says. */
export class NotEnforceableError extends Error {
  readonly code = "SBX_NOT_ENFORCEABLE";
}

/** Whether a run may be weaker than its policy. */
export type Strictness = "exact" | "best-effort";

/**
 * Makes sure that a policy can be enforced. With `best-effort` it answers with a sentence for each thing that is not.
 * @throws {NotEnforceableError}
 */
export function checkEnforceable(policy: Policy, strictness: Strictness): readonly string[] {
  const missing = unsupportedFeatures(policy).filter(({ severity }) => severity === "refuse");
  const sentences = missing.map(unsupportedSentence);
  if (strictness === "best-effort" || sentences.length === 0) return sentences;
  const more = sentences.length === 1 ? "" : `, and ${sentences.length - 1} more ('sbx check' lists them)`;
  throw new NotEnforceableError(`nothing was run: ${sentences[0]}${more}; --best-effort runs without`);
}
