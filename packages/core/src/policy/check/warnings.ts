import { ACTIONS } from "../action.ts";
import { CATEGORIES } from "../category/category.ts";
import type { PolicyWarning } from "../parse/session.ts";
import type { Policy } from "../policy.ts";
import type { Rule } from "../rule.ts";
import { shadowedRules } from "./shadowed.ts";

/** What is legal in a policy and probably not meant, with the cure. Built-in profiles are not looked at. */
export const policyWarnings = (policy: Policy): PolicyWarning[] => {
  const rules = new Set(policy.rules.flat());
  const own = [...rules].filter((rule) => !rule.origin.file.startsWith("profile "));
  const shadowed = shadowedRules(policy);
  const warnings = [
    ...idleRules(policy),
    ...own.flatMap((rule) => shadowWarning(rule, shadowed.get(rule))),
    ...own.flatMap((rule) => patternWarning(rule)),
  ];
  return warnings.toSorted(
    (left, right) => compareText(left.origin.file, right.origin.file) || left.origin.line - right.origin.line,
  );
};

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const warn = (code: string, rule: Rule, message: string, fix?: string): PolicyWarning => ({
  code,
  message,
  origin: rule.origin,
  source: rule.text,
  ...(fix === undefined ? {} : { fix }),
});

/** Rules whose only category is off. */
const idleRules = (policy: Policy): PolicyWarning[] => {
  const uses = new Map<Rule, number>();
  for (const rules of policy.rules) for (const rule of rules) uses.set(rule, (uses.get(rule) ?? 0) + 1);
  return CATEGORIES.flatMap((category, index) => {
    if (policy.enabled[index] === true) return [];
    return (policy.rules[index] ?? [])
      .filter((rule) => uses.get(rule) === 1 && !rule.origin.file.startsWith("profile "))
      .map((rule) =>
        warn("category-off", rule, `the category ${category} is off: this rule has no say`, `sandbox/${category}:on`),
      );
  });
};

const shadowWarning = (rule: Rule, by: Rule | undefined): PolicyWarning[] => {
  if (by === undefined) return [];
  const place = by.origin.file === rule.origin.file ? `line ${by.origin.line}` : `${by.origin.file}:${by.origin.line}`;
  const action = ACTIONS[rule.action] ?? "";
  const fix = by.action === rule.action ? "leave one of them out" : `put the ${action} rule behind that line`;
  return [warn("shadowed", rule, `this rule never decides: the last match wins, and ${place} matches all of it`, fix)];
};

const patternWarning = (rule: Rule): PolicyWarning[] => {
  if (rule.kind === "address") return [];
  const { pattern } = rule;
  const wildcard = /[*?[]/.test(pattern);
  if (/\s$/.test(pattern))
    return [warn("trailing-blank", rule, "the blank at the end is part of the pattern", "remove it")];
  if (/\{[^}]*,[^}]*\}/.test(pattern))
    return [
      warn("braces", rule, "braces are ordinary letters here: alternatives do not exist", "write one rule for each"),
    ];
  if (!wildcard && pattern.includes("\\"))
    return [
      warn("backslash", rule, "a pattern without * ? [ has no escapes: the backslash is matched itself", "remove it"),
    ];
  return [];
};
