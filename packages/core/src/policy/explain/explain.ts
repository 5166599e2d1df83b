import { actionOf, ACTIONS, proceeds, ruleOf, type Action, type Verdict } from "../action.ts";
import { errnoName } from "../../abi/index.ts";
import { CATEGORY_ERRNO } from "../category-errno.ts";
import { CATEGORY_INDEX, type Category } from "../category.ts";
import { compilePolicy } from "../image/compile-policy.ts";
import { openPolicy } from "../image/open-policy.ts";
import { parseNetworkPattern } from "../network/parse-pattern.ts";
import type { Policy } from "../policy.ts";
import type { Rule } from "../rule.ts";
import type { SealedPolicy } from "../sealed-policy.ts";
import { nearMisses } from "./near-miss.ts";
import { bytesOf, literalPattern } from "./pattern-match.ts";

/** A rule with its place. */
export interface ExplainedRule {
  readonly action: Action;
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Why a policy decides as it does. */
export interface Explanation {
  readonly category: Category;
  readonly target: string;
  /** Whether the category is on; one that is off lets everything pass. */
  readonly enabled: boolean;
  readonly action: Action;
  /** Name of the error that the program gets; undefined where the call goes on. */
  readonly errno: string | undefined;
  /** The rule that decides; undefined where no rule matches. */
  readonly rule: ExplainedRule | undefined;
  /** The action of the category without a matching rule, where that decides. */
  readonly default: Action | undefined;
  readonly nearMisses: readonly (ExplainedRule & { readonly reason: string })[];
  /** A line that would allow exactly this; undefined where it is allowed. */
  readonly allow: string | undefined;
}

/** The policy's verdict, with `sealed` the same policy compiled: so that many questions compile it once. */
export interface ExplainOptions {
  readonly sealed?: SealedPolicy;
}

/**
 * Explains the verdict on a name (a canonical path, `@abstract`, `!pseudo`) or, for `net/bind` and `net/connect`, on an
 * address `ADDRESS!PORT` or `PROTOCOL!ADDRESS!PORT`.
 */
export const explain = (
  policy: Policy,
  category: Category,
  target: string,
  options: ExplainOptions = {},
): Explanation => {
  const sealed = options.sealed ?? openPolicy(compilePolicy(policy));
  const index = CATEGORY_INDEX[category];
  const verdict = isAddress(category, target) ? judgeAddress(sealed, index, target) : judgeName(sealed, index, target);
  const enabled = policy.enabled[index] === true;
  const action = nameOf(verdict);
  const winner = ruleOf(verdict);
  const rule = policy.rules[index]?.[winner];
  const passes = proceeds(verdict);
  return {
    category,
    target,
    enabled,
    action,
    errno: passes ? undefined : errnoName(CATEGORY_ERRNO[index] ?? 0),
    rule: rule === undefined ? undefined : placeOf(rule),
    default: enabled && rule === undefined ? action : undefined,
    nearMisses: enabled
      ? nearMisses({ policy, category: index, name: target, winner }).map((miss) => ({
          ...placeOf(miss.rule),
          reason: miss.reason,
        }))
      : [],
    allow: passes ? undefined : `allow/${category}+${isAddress(category, target) ? target : literalPattern(target)}`,
  };
};

const nameOf = (verdict: Verdict): Action => ACTIONS[actionOf(verdict)] ?? "deny";

const placeOf = (rule: Rule): ExplainedRule => ({
  action: ACTIONS[rule.action] ?? "deny",
  text: rule.text,
  ...rule.origin,
});

const isAddress = (category: Category, target: string): boolean =>
  category.startsWith("net/") && !/^[/@!]/.test(target);

const judgeName = (sealed: SealedPolicy, category: number, target: string): Verdict => {
  const bytes = bytesOf(target);
  return sealed.decide(category, bytes, 0, bytes.length);
};

/** @throws {PolicyError} when the target is no address with a port */
const judgeAddress = (sealed: SealedPolicy, category: number, target: string): Verdict => {
  const line = { file: "target", line: 1, text: target };
  const parsed = parseNetworkPattern({ line, at: 0, text: target, expanded: false });
  if (parsed.kind === "path") return judgeName(sealed, category, parsed.argument.text);
  const { ranges, ports, protocols } = parsed.network;
  const address = ranges[0]?.address ?? new Uint8Array(4);
  const length = address.length === 4 ? 4 : 16;
  return sealed.decideAddress(category, address, 0, length, ports[0]?.first ?? 0, protocols[0] ?? 0);
};
