import type { DenialEvent } from "@sbx/core";

/** An event of the kernel with the name of the program that made the call. */
export interface ObservedEvent extends DenialEvent {
  readonly comm?: string;
}

/** The categories that refused: the kernel's tip, a rule that would let the call pass, names just them. */
export function refusingCategories(event: DenialEvent): readonly string[] {
  const named = /^allow\/([^+]+)\+/.exec(event.tip ?? "")?.[1];
  return named === undefined ? event.cap : named.split(",");
}
