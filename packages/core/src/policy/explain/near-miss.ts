import { isInsideBytes, nextPrefixEnd } from "@sbx/path";
import { ACTIONS, ALLOW, WARN } from "../action.ts";
import { CATEGORIES, type CategoryIndex } from "../category/category.ts";
import { editDistance } from "../parse/suggest.ts";
import type { Policy } from "../policy.ts";
import type { PathRule, Rule } from "../rule.ts";
import { decodeUtf8 } from "../utf8.ts";
import { bytesOf, patternMatches, ruleMatches } from "./pattern-match.ts";

/** A rule that did not decide, and why. */
export interface NearMiss {
  readonly rule: Rule;
  readonly reason: string;
}

/** What is asked of a policy. */
export interface Question {
  readonly policy: Policy;
  readonly category: CategoryIndex;
  readonly name: string;
  /** Number of the rule that decided, −1 for the default. */
  readonly winner: number;
}

const MOST = 5;

/** Rules that came near, those that tell most first. */
export const nearMisses = (question: Question): NearMiss[] => {
  const found = [...overruled(question), ...almost(question), ...elsewhere(question)];
  const seen = new Set<Rule>();
  return found.filter(({ rule }) => !seen.has(rule) && seen.add(rule)).slice(0, MOST);
};

const rulesOf = ({ policy, category }: Question): readonly Rule[] => policy.rules[category] ?? [];

const isPath = (rule: Rule): rule is PathRule => rule.kind === "path";

/** Rules that match too, with another action, but stand before the one that decides. The last of them first. */
const overruled = (question: Question): NearMiss[] => {
  const rules = rulesOf(question);
  const winner = rules[question.winner];
  if (winner === undefined) return [];
  const name = bytesOf(question.name);
  return rules
    .slice(0, question.winner)
    .filter((rule) => rule.action !== winner.action && isPath(rule) && ruleMatches(rule, name))
    .toReversed()
    .map((rule) => ({
      rule,
      reason: `matches too, but the last match decides, and that is ${winner.origin.file}:${winner.origin.line}`,
    }));
};

/** Rules with another outcome whose pattern nearly matches. */
const almost = (question: Question): NearMiss[] => {
  const rules = rulesOf(question);
  const action = rules[question.winner]?.action ?? question.policy.defaults[question.category];
  return rules
    .slice(question.winner + 1)
    .concat(rules.slice(0, Math.max(0, question.winner)).toReversed())
    .flatMap((rule) => {
      if (!isPath(rule) || rule.action === action) return [];
      const reason = whyNot(rule, question.name);
      return reason === undefined ? [] : [{ rule, reason }];
    });
};

const WILDCARD = /[*?[]/;

/** Why a pattern that looks as if it matched a name does not; undefined where it does not look so. */
const whyNot = (rule: PathRule, name: string): string | undefined => {
  const { pattern } = rule;
  const bytes = bytesOf(name);
  if (!pattern.startsWith("/") || !name.startsWith("/") || ruleMatches(rule, bytes)) return undefined;
  if (pattern.endsWith("/**") && patternMatches(bytesOf(pattern.slice(0, -3) || "/"), bytes))
    return "matches what is in the directory, not the directory itself; /*** at the end does both";
  if (!WILDCARD.test(pattern) && isInsideBytes(bytes, 0, bytes.length, rule.bytes, 0, rule.bytes.length))
    return "names the directory only; with /*** it has all that is below";
  if (pattern.includes("*") && patternMatches(bytesOf(pattern.replaceAll(/\*+/g, "**")), bytes))
    return "a single * stays within one directory; ** goes deeper";
  if (!WILDCARD.test(pattern) && isSimilar(pattern, name)) return "is spelt nearly the same";
  const tree = pattern.endsWith("/***") ? pattern.slice(0, -4) : undefined;
  if (tree !== undefined && !WILDCARD.test(tree) && isSimilar(tree, sameDepth(bytes, bytesOf(tree))))
    return "begins with a directory that is spelt nearly the same";
  return undefined;
};

/** The directory of the name, or the name itself, that lies as deep as a tree. */
const sameDepth = (name: Uint8Array, tree: Uint8Array): string => {
  let end = 0;
  for (let at = nextPrefixEnd(tree, 0, tree.length, 0); at >= 0; at = nextPrefixEnd(tree, 0, tree.length, at)) {
    const next = nextPrefixEnd(name, 0, name.length, end);
    if (next < 0) break;
    end = next;
  }
  return decodeUtf8(name, 0, end);
};

const isSimilar = (left: string, right: string): boolean =>
  left !== right &&
  Math.abs(left.length - right.length) <= 2 &&
  editDistance(left, right) <= Math.max(1, Math.min(2, Math.floor(right.length / 6)));

/** Rules of other categories that let this name pass. */
const elsewhere = (question: Question): NearMiss[] => {
  const own = new Set(rulesOf(question));
  const decided = rulesOf(question)[question.winner]?.action ?? question.policy.defaults[question.category] ?? ALLOW;
  if (decided <= WARN) return [];
  const name = bytesOf(question.name);
  const categories = new Map<Rule, string[]>();
  for (const [index, rules] of question.policy.rules.entries())
    for (const rule of rules)
      if (isPath(rule) && rule.action <= WARN && !own.has(rule) && covers(rule, question.name, name))
        categories.set(rule, [...(categories.get(rule) ?? []), CATEGORIES[index] ?? ""]);
  return [...categories].toReversed().map(([rule, names]) => ({
    rule,
    reason: `is a rule to ${ACTIONS[rule.action] ?? "allow"} ${names.join(", ")}, not ${CATEGORIES[question.category] ?? ""}`,
  }));
};

const covers = (rule: PathRule, text: string, name: Uint8Array): boolean =>
  rule.pattern[0] === text[0] && ruleMatches(rule, name);
