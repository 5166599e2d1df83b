import { ERRNO } from "../abi/errno.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { resolveTest } from "../syscalls/arg-test.ts";
import type { ResolvedTest } from "../syscalls/arg-test.ts";
import { isInForce } from "../syscalls/outcome.ts";
import type { Outcome, SyscallRow } from "../syscalls/row.ts";
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
  for (const variant of (row.when ?? []).toReversed()) {
    if (!isInForce(variant, context)) continue;
    const otherwise: Decision = decision;
    let passed: Decision = filterResult(variant);
    for (const test of variant.test.toReversed()) passed = branch(resolveTest(row, test, context), passed, otherwise);
    decision = passed;
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
