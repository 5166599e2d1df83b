export { GlobError, type GlobErrorCode } from "./errors.ts";
export { glob, type Glob, type GlobOptions } from "./glob.ts";
export { compileRuleSet, type RuleSetOptions } from "./rule-set/compile.ts";
export { openRuleSet, type RuleSet } from "./rule-set/view.ts";
