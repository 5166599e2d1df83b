import type { OptionName } from "./options-table.ts";
import type { ArgTest, ContextFact, Outcome, SyscallRow } from "./row.ts";
import { WALKING } from "./table/guards.ts";

/** One line of the table for people: what becomes of a call, under which numbers, and why. */
export interface RowLine {
  /** What has to be true of the arguments, empty for the row itself. */
  readonly condition: string;
  readonly verdict: string;
  readonly note: string;
}

const FACTS: Readonly<Record<ContextFact, string>> = {
  hasCapabilities: "the program has capabilities",
  noSignalScope: "the kernel has no signal scope",
  allNamespacesAllowed: "all namespaces are allowed",
};

/** Describes a row: its variants in the order in which they are tried, then what is left. */
export function describeRow(row: SyscallRow): readonly RowLine[] {
  const variants = (row.when ?? []).map((variant) => ({
    condition: variant.test.map((test) => describeTest(row, test)).join(" and "),
    verdict: describeVerdict(variant),
    note: variant.note ?? "",
  }));
  return [...variants, { condition: "", verdict: describeVerdict(row), note: row.note ?? "" }];
}

/** What an outcome comes to, and while what. */
function describeVerdict(outcome: Outcome): string {
  switch (outcome.verdict) {
    case "allow":
      return "allowed";
    case "pretend":
      return `answers 0${whileInForce(outcome.hardening)}`;
    case "refuse": {
      const event = outcome.event === "always" ? ", with an event" : "";
      const guards = outcome.guards === undefined ? "" : " while path calls are guarded";
      return `${outcome.errno}${event}${whileInForce(outcome.hardening)}${guards}`;
    }
    case "serve": {
      if (outcome.guards === "always") return `served by ${outcome.handler}, always`;
      const hardenings = outcome.hardenings === undefined ? "" : `; hardenings: ${hardeningNames(outcome.hardenings)}`;
      const guards = outcome.guards.length === 0 ? "" : ` for ${outcome.guards.join(", ")}`;
      return `served by ${outcome.handler} (${outcome.answer})${guards}${hardenings}`;
    }
  }
}

/** Names of hardenings; those that look at every step of a path are one word. */
function hardeningNames(options: readonly OptionName[]): string {
  const walking = WALKING.every((option) => options.includes(option));
  const rest = walking ? options.filter((option) => !WALKING.includes(option)) : options;
  return [...(walking ? ["path walking"] : []), ...rest].join(", ");
}

function whileInForce(option: string | undefined): string {
  if (option === undefined) return "";
  return option.startsWith("allow_") ? ` unless ${option}` : ` with ${option}`;
}

function describeTest(row: SyscallRow, test: ArgTest): string {
  if ("context" in test) return FACTS[test.context];
  const name = `${row.args[test.arg] ?? "argument"} (argument ${test.arg + 1})`;
  if ("anyOf" in test) return `${name} has a bit of ${hex(test.anyOf)}${exception(test.except)}`;
  if ("noneOf" in test) return `${name} has no bit of ${hex(test.noneOf)}${exception(test.except)}`;
  if ("above" in test) return `${name} is above ${test.above}`;
  const masked = test.mask === undefined ? name : `${name} & ${hex(test.mask)}`;
  return "in" in test ? `${masked} is ${list(test.in)}` : `${masked} is not ${list(test.notIn)}`;
}

function exception(except: "allowedNamespaces" | undefined): string {
  return except === undefined ? "" : " but those of allowed namespaces";
}

function list(values: readonly number[] | string): string {
  return typeof values === "string"
    ? values
    : values.map((value) => (value > 255 ? hex(value) : String(value))).join(" or ");
}

function hex(value: number): string {
  return `0x${value.toString(16)}`;
}
