import type { Handler } from "../../supervisor/emulation.ts";
import type { FilterContext } from "../context.ts";
import type { HandlerName } from "../handler-names.ts";
import { isInForce, outcomeOf } from "../outcome.ts";
import type { Outcome, SyscallRow } from "../row.ts";
import { argumentsOf } from "./refuse.ts";

/**
 * Finds who serves each row. Where every notified outcome of it has the same handler that is settled once; else the
 * numbers of the call decide, by the questions that the filter asked.
 */
export function handlerChooser(
  context: FilterContext,
  handlers: Readonly<Record<HandlerName, Handler>>,
): (row: SyscallRow) => Handler {
  return (row) => {
    const outcomes: readonly Outcome[] = [...(row.when ?? []), row].filter((outcome) => isInForce(outcome, context));
    const [first, ...others] = [...new Set(outcomes.flatMap((outcome) => handlerOf(outcome) ?? []))];
    if (first === undefined) return handlers.refuse;
    if (others.length === 0) return handlers[first];
    return (e) => handlers[handlerOf(outcomeOf(row, context, argumentsOf(e))) ?? "refuse"](e);
  };
}

/** Who serves an outcome that is notified; undefined for what the filter decides alone. */
function handlerOf(outcome: Outcome): HandlerName | undefined {
  if (outcome.verdict === "serve") return outcome.handler;
  return outcome.verdict === "refuse" && outcome.event === "always" ? "refuse" : undefined;
}
