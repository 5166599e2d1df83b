import type { ContextValues, Variant } from "../../row.ts";

/** What the kernel leaves to capabilities, while the program holds some. */
export const NOT_WITH_CAPABILITIES: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }], verdict: "refuse", errno: "EPERM", event: "always", note: "the supervisor does not follow changes of capabilities" },
];

/** Setting the clock; reading it through adjtimex stays possible without capabilities. */
export const ADJTIMEX: readonly Variant[] = [
  { test: [{ context: "hasCapabilities" }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_time", note: "the mode is in memory; with capabilities it may set the clock" },
];

/** Own ids are no change; -1 leaves an id as it is. */
export function ownIds(kind: "uid" | "gid", count: number): readonly Variant[] {
  const values: ContextValues = kind;
  const test = Array.from({ length: count }, (_, arg) => ({ arg, in: values }));
  return [{ test, verdict: "allow", note: "the program's own id, or no change" }];
}
