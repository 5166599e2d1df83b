import { ERRNO } from "../abi/errno.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { resolveTest } from "../syscalls/arg-test.ts";
import type { ResolvedTest } from "../syscalls/arg-test.ts";
import { isInForce } from "../syscalls/outcome.ts";
import type { Outcome, SyscallRow, Variant } from "../syscalls/row.ts";
import { RET_ALLOW, RET_ERRNO, RET_USER_NOTIF } from "./bpf.ts";

/** A question that is left to the filter; whatever the context settles is gone. */
export type Question = Exclude<ResolvedTest, boolean>;

/** A decision about a call: a value for `SECCOMP_RET_…`, or a question with two decisions behind it. */
export type Decision = number | Branch;

export interface Branch {
  readonly question: Question;
  readonly yes: Decision;
  readonly no: Decision;
}

/** Turns a row into the decision that the filter makes for it; a number if no argument matters in this run. */
export function decisionFor(row: SyscallRow, context: FilterContext): Decision {
  let decision: Decision = isInForce(row, context) ? filterResult(row) : RET_ALLOW;
  const variants = row.when;
  if (variants === undefined) return decision;
  for (let index = variants.length - 1; index >= 0; index--) {
    const variant = variants[index];
    if (variant !== undefined && isInForce(variant, context))
      decision = passing(row, variant, { context, otherwise: decision });
  }
  return decision;
}

/** The decision of a variant whose tests all pass, and what comes after it for a call that fails one. */
function passing(
  row: SyscallRow,
  variant: Variant,
  { context, otherwise }: { readonly context: FilterContext; readonly otherwise: Decision },
): Decision {
  let decision: Decision = filterResult(variant);
  for (let index = variant.test.length - 1; index >= 0; index--) {
    const test = variant.test[index];
    if (test !== undefined) decision = branch(resolveTest(row, test, context), decision, otherwise);
  }
  return decision;
}

/** What the filter returns for an outcome that is in force. */
export function filterResult(outcome: Outcome): number {
  switch (outcome.verdict) {
    case "allow":
      return RET_ALLOW;
    case "pretend":
      return RET_ERRNO;
    case "serve":
      return RET_USER_NOTIF;
    case "refuse":
      return outcome.event === "always" ? RET_USER_NOTIF : RET_ERRNO | ERRNO[outcome.errno];
  }
}

/** Leaves out a question that is settled, or whose answer changes nothing. */
function branch(test: ResolvedTest, yes: Decision, no: Decision): Decision {
  if (typeof test === "boolean") return test ? yes : no;
  return yes === no ? no : { question: test, yes, no };
}
