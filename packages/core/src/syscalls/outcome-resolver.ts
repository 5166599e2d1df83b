import { passes, resolveTest } from "./arg-test.ts";
import type { ResolvedTest } from "./arg-test.ts";
import type { FilterContext } from "./context.ts";
import { isInForce, UNGUARDED } from "./outcome.ts";
import type { Outcome, Refuse, Serve, SyscallRow } from "./row.ts";

/** An outcome of a row that the filter notifies. */
export type NotifiedOutcome = Serve | Refuse;

interface Settled {
  /** What every notification of the row comes to, if that does not depend on its arguments. */
  readonly always: Outcome | undefined;
  readonly variants: readonly { readonly tests: readonly ResolvedTest[]; readonly outcome: Outcome }[];
  readonly otherwise: Outcome;
}

/**
 * Finds out which outcome of a row a notification stands for. What a run settles is worked out once a row, and the arguments are looked
 * at only where a row has several notified outcomes: of an open, for instance, all are the same handler's.
 */
export class OutcomeResolver {
  readonly #context: FilterContext;
  readonly #rows = new Map<SyscallRow, Settled>();

  constructor(context: FilterContext) {
    this.#context = context;
  }

  /** Returns what becomes of a notified call. */
  outcomeOf(row: SyscallRow, args: ArrayLike<bigint>): Outcome {
    const settled = this.#settle(row);
    if (settled.always !== undefined) return settled.always;
    for (const { tests, outcome } of settled.variants) if (tests.every((test) => passes(test, args))) return outcome;
    return settled.otherwise;
  }

  #settle(row: SyscallRow): Settled {
    const known = this.#rows.get(row);
    if (known !== undefined) return known;
    const variants = (row.when ?? [])
      .filter((variant) => isInForce(variant, this.#context))
      .map((outcome) => ({ tests: outcome.test.map((test) => resolveTest(row, test, this.#context)), outcome }));
    const otherwise: Outcome = isInForce(row, this.#context) ? row : UNGUARDED;
    const notified = [...variants.map(({ outcome }) => outcome), otherwise].filter(isNotified);
    const [first, ...rest] = notified;
    const always = first !== undefined && rest.every((outcome) => isSame(outcome, first)) ? first : undefined;
    const settled = { always, variants, otherwise };
    this.#rows.set(row, settled);
    return settled;
  }
}

function isNotified(outcome: Outcome): outcome is NotifiedOutcome {
  return outcome.verdict === "serve" || (outcome.verdict === "refuse" && outcome.event === "always");
}

function isSame(one: NotifiedOutcome, other: NotifiedOutcome): boolean {
  if (one.verdict === "serve")
    return other.verdict === "serve" && one.handler === other.handler && one.answer === other.answer;
  return other.verdict === "refuse" && one.errno === other.errno && one.note === other.note;
}
