import { passes, resolveTest } from "./arg-test.ts";
import type { FilterContext } from "./context.ts";
import type { Allow, Outcome, SyscallRow } from "./row.ts";

/** What a row comes to when its own outcome is not in force. */
export const UNGUARDED: Allow = { verdict: "allow", note: "nothing guards it in this run" };

/** Whether an outcome holds in a run; one that does not is passed over. */
export function isInForce(outcome: Outcome, context: FilterContext): boolean {
  switch (outcome.verdict) {
    case "allow":
      return true;
    case "pretend":
      return outcome.hardening === undefined || context.hardening(outcome.hardening);
    case "refuse":
      return (
        (outcome.hardening === undefined || context.hardening(outcome.hardening)) &&
        (outcome.guards === undefined || outcome.guards.some((category) => context.isGuarded(category)))
      );
    case "serve":
      if (outcome.object !== undefined && context.allowsObject?.(outcome.object) === true) return false;
      return (
        outcome.guards === "always" ||
        outcome.guards.some((category) => context.isGuarded(category)) ||
        (outcome.hardenings ?? []).some((option) => context.hardening(option))
      );
  }
}

/**
 * Decides what becomes of a call by its numbers alone: the compiled filter gives the same verdict, and the dispatcher learns which
 * variant of a row was notified.
 */
export function outcomeOf(row: SyscallRow, context: FilterContext, args: ArrayLike<bigint>): Outcome {
  for (const variant of row.when ?? []) {
    if (!isInForce(variant, context)) continue;
    if (variant.test.every((test) => passes(resolveTest(row, test, context), args))) return variant;
  }
  return isInForce(row, context) ? row : UNGUARDED;
}
