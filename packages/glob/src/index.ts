export { GlobError, type GlobErrorCode } from "./errors.ts";
export { compileRuleSet, openRuleSet, type RuleSet, type RuleSetOptions } from "./rule-set.ts";
