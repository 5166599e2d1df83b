import { readingOf, type PatternOptions } from "../pattern/parse.ts";
import { explain, type Explanation } from "./explain.ts";

/**
 * Says which of the patterns of a rule set decides about a path, which it overrides, and which came near. Slow: it tries
 * them one by one. The options are those that the rule set was compiled with.
 *
 * @example
 * ```ts
 * explainRules(["/etc/**", "/etc/*.conf"], "/etc").near[0]?.reason; // "directory"
 * ```
 */
export function explainRules(
  patterns: readonly (string | Uint8Array)[],
  path: string | Uint8Array,
  options: PatternOptions = {},
): Explanation {
  return explain(patterns, path, readingOf(options, false));
}
