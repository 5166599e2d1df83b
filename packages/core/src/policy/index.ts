export { ABORT, ACTIONS, ALLOW, DENY, EXIT, FILTER, KILL, PANIC, STOP, WARN } from "./action.ts";
export { actionOf, proceeds, ruleOf, type Action, type ActionIndex, type Verdict } from "./action.ts";
export { CATEGORIES, CATEGORY_INDEX, type Category, type CategoryIndex } from "./category/category.ts";
export {
  CATEGORY_ERRNO,
  DENIED_SEND,
  DENIED_SOCKETPAIR,
  DENIED_SOCKET_FILE,
  OBJECT_ERRNO,
} from "./category/category-errno.ts";
export { CATEGORY_SETS, FACILITIES, type Facility } from "./category/category-set.ts";
export { changePolicy, type PolicyChange } from "./change/change-policy.ts";
export { isSwitchable } from "./change/static-command.ts";
export { formatPolicyError, formatPolicyWarning } from "./check/format-error.ts";
export { unsupportedFeatures, type UnsupportedFeature } from "./check/unsupported.ts";
export { policyWarnings } from "./check/warnings.ts";
export { PolicyError, type Mention, type Origin, type PolicyErrorCode } from "./errors.ts";
export { explain, type ExplainedRule, type Explanation, type ExplainOptions } from "./explain/explain.ts";
export { compilePolicy } from "./image/compile-policy.ts";
export { describeFilesystemRule, describeMask, describeRule } from "./image/describe-rule.ts";
export type { MaskDescription, RuleDescription } from "./image/describe-rule.ts";
export { openPolicy } from "./image/open-policy.ts";
export { NAMESPACE_FLAGS } from "./options/namespaces.ts";
export type { OptionRow, OptionType } from "./options/option-row.ts";
export { findOption, optionNumber, OPTIONS, type OptionName } from "./options/options.ts";
export { LOG_LEVELS } from "./options/parse-option.ts";
export { printPolicy } from "./print-policy.ts";
export { parsePolicy, type ParsedPolicy } from "./parse/parse-policy.ts";
export type { PolicyContext, PolicyFile, PolicySource, PolicyWarning } from "./parse/session.ts";
export {
  Policy,
  type ListItem,
  type LockState,
  type OptionSetting,
  type OptionValue,
  type VariableEdit,
} from "./policy.ts";
export { defaultPolicy } from "./profiles/default/policy.ts";
export { OWN_CACHES } from "./profiles/default/tables/home.ts";
export { PROFILE_NAMES, profileText, type ProfileContext, type Variable } from "./profiles/profile-text.ts";
export { programVariables, type ProgramVariables } from "./program-variables.ts";
export type { AddressRule, MaskRule, PathRule, Rule } from "./rule.ts";
export type { SealedPolicy } from "./sealed-policy.ts";
