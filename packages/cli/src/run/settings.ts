import type { ParsedArguments } from "../arguments/parse-arguments.ts";
import { isGiven, lastValue } from "../arguments/parse-arguments.ts";
import { parseDuration } from "../arguments/parse-duration.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Strictness } from "../policy/enforceable.ts";
import type { PolicyArgument } from "../policy/policy-options.ts";
import { policyArguments } from "../policy/policy-options.ts";

/** How events reach standard error. */
export type LogFormat = "pretty" | "json";

/** Everything that the options of `sbx run` say. */
export interface RunSettings {
  readonly argv: readonly string[];
  readonly policy: readonly PolicyArgument[];
  readonly timeoutMs: number | undefined;
  /** `--env` values in order. */
  readonly environment: readonly string[];
  readonly chdir: string | undefined;
  readonly report: string | undefined;
  readonly eventsFd: number | undefined;
  readonly log: LogFormat;
  readonly mode: "enforced" | "dry-run";
  readonly strictness: Strictness;
  readonly waitForAll: boolean;
  readonly detail: "quiet" | "summary" | "verbose";
}

/**
 * Turns the options of `sbx run` into settings.
 * @throws {UsageError} for a value that cannot be, or without a program
 */
export function runSettings(parsed: ParsedArguments): RunSettings {
  const timeout = lastValue(parsed, "timeout");
  if (parsed.operands.length === 0)
    throw new UsageError("no program to run", "write: sbx run -- COMMAND [ARGUMENT]...");
  return {
    argv: parsed.operands,
    policy: policyArguments(parsed.options),
    timeoutMs: timeout === undefined ? undefined : parseDuration(timeout),
    environment: parsed.options.filter(({ name }) => name === "env").map(({ value }) => checkVariable(value)),
    chdir: lastValue(parsed, "chdir"),
    report: lastValue(parsed, "report"),
    eventsFd: parseDescriptor(lastValue(parsed, "events-fd")),
    log: parseLogFormat(lastValue(parsed, "log") ?? "pretty"),
    mode: isGiven(parsed, "dry-run") ? "dry-run" : "enforced",
    strictness: isGiven(parsed, "best-effort") ? "best-effort" : "exact",
    waitForAll: isGiven(parsed, "wait-for-all"),
    detail: isGiven(parsed, "quiet") ? "quiet" : isGiven(parsed, "verbose") ? "verbose" : "summary",
  };
}

function parseLogFormat(text: string): LogFormat {
  if (text === "pretty" || text === "json") return text;
  throw new UsageError(`--log ${text} is no format`, "use pretty or json");
}

function parseDescriptor(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,6}$/.test(text) || Number(text) < 2) {
    throw new UsageError(
      `--events-fd ${text} is no descriptor for events`,
      "give the number of one that is open, 2 or above",
    );
  }
  return Number(text);
}

function checkVariable(text: string): string {
  const name = text.split("=", 1)[0];
  if (name === "") throw new UsageError(`--env '${text}' has no name`, "write NAME=VALUE, NAME= or NAME");
  return text;
}
