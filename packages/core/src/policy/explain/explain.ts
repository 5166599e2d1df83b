import { actionOf, ACTIONS, proceeds, ruleOf, type Action, type Verdict } from "../action.ts";
import { errnoName } from "../../abi/index.ts";
import { CATEGORY_ERRNO } from "../category/category-errno.ts";
import { CATEGORY_INDEX, type Category } from "../category/category.ts";
import { compilePolicy } from "../image/compile-policy.ts";
import { openPolicy } from "../image/open-policy.ts";
import { parseNetworkPattern } from "../network/parse-pattern.ts";
import type { Policy } from "../policy.ts";
import type { Rule } from "../rule.ts";
import type { SealedPolicy } from "../sealed-policy.ts";
import { addressMisses } from "./address-miss.ts";
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
  const address = addressIn(category, target);
  const name = address === undefined ? withoutNetwork(target) : target;
  const verdict = address === undefined ? judgeName(sealed, index, name) : judgeAddress(sealed, index, address);
  const enabled = policy.enabled[index] === true;
  const action = nameOf(verdict);
  const winner = ruleOf(verdict);
  const rule = policy.rules[index]?.[winner];
  const question = { policy, category: index, winner };
  const misses = address === undefined ? nearMisses({ ...question, name }) : addressMisses({ ...question, ...address });
  return {
    category,
    target,
    enabled,
    action,
    errno: proceeds(verdict) ? undefined : errnoName(CATEGORY_ERRNO[index] ?? 0),
    rule: rule === undefined ? undefined : placeOf(rule),
    default: enabled && rule === undefined ? action : undefined,
    nearMisses: enabled ? misses.map((miss) => ({ ...placeOf(miss.rule), reason: miss.reason })) : [],
    allow: proceeds(verdict) ? undefined : `allow/${category}+${address === undefined ? literalPattern(name) : target}`,
  };
};

const nameOf = (verdict: Verdict): Action => ACTIONS[actionOf(verdict)] ?? "deny";

const placeOf = (rule: Rule): ExplainedRule => ({
  action: ACTIONS[rule.action] ?? "deny",
  text: rule.text,
  ...rule.origin,
});

interface Address {
  readonly address: Uint8Array;
  readonly port: number;
  readonly protocol: number;
}

/** `unix!NAME` as NAME. */
const withoutNetwork = (target: string): string => target.replace(/^unix(?:gram|packet)?!/i, "");

/**
 * The address that a target is, undefined for a name.
 * @throws {PolicyError} when it is neither
 */
const addressIn = (category: Category, target: string): Address | undefined => {
  if (!category.startsWith("net/") || /^[/@!]/.test(target)) return undefined;
  const line = { file: "target", line: 1, text: target };
  const parsed = parseNetworkPattern({ line, at: 0, text: target, expanded: false });
  if (parsed.kind === "path") return undefined;
  const { ranges, ports, protocols } = parsed.network;
  return { address: ranges[0]?.address ?? new Uint8Array(4), port: ports[0]?.first ?? 0, protocol: protocols[0] ?? 0 };
};

const judgeName = (sealed: SealedPolicy, category: number, name: string): Verdict => {
  const bytes = bytesOf(name);
  return sealed.decide(category, bytes, 0, bytes.length);
};

const judgeAddress = (sealed: SealedPolicy, category: number, { address, port, protocol }: Address): Verdict =>
  sealed.decideAddress(category, address, 0, address.length === 4 ? 4 : 16, port, protocol);
