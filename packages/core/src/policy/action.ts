/** What a rule does, mildest first: a later one is stricter. The index of a name is its number in the policy image. */
export const ACTIONS = ["allow", "warn", "filter", "deny", "panic", "stop", "abort", "kill", "exit"] as const;

/** What a rule does with a call that it matches. */
export type Action = (typeof ACTIONS)[number];

/** Position of an action in {@link ACTIONS}. */
export type ActionIndex = number & { readonly __brand?: "ActionIndex" };

export const ALLOW: ActionIndex = 0;
export const WARN: ActionIndex = 1;
export const FILTER: ActionIndex = 2;
export const DENY: ActionIndex = 3;
export const PANIC: ActionIndex = 4;
export const STOP: ActionIndex = 5;
export const ABORT: ActionIndex = 6;
export const KILL: ActionIndex = 7;
export const EXIT: ActionIndex = 8;

/**
 * A verdict is one small integer: the action in the low four bits, above them the number of the rule that decided plus
 * one, or zero where the default of the category did.
 */
export type Verdict = number & { readonly __brand?: "Verdict" | "ActionIndex" };

/** The action of a verdict. */
export const actionOf = (verdict: Verdict): ActionIndex => verdict & 15;

/** The number of the rule that decided, −1 where it was the default of the category. */
export const ruleOf = (verdict: Verdict): number => (verdict >> 4) - 1;

/** Whether the call goes on under this verdict. */
export const proceeds = (verdict: Verdict): boolean => (verdict & 15) <= WARN;
