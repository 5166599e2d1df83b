export { GlobError, type GlobErrorCode } from "./errors.ts";
export type { Explanation, NearMiss, NearReason } from "./explain/explain.ts";
export { glob, type Glob, type GlobOptions } from "./glob.ts";
export { globSet, type GlobSet } from "./glob-set.ts";
export type { PatternOptions } from "./pattern/parse.ts";
export { compileRuleSet, type RuleSetOptions } from "./rule-set/compile.ts";
export { explainRules } from "./explain/explain-rules.ts";
export { openRuleSet, type RuleSet } from "./rule-set/view.ts";
