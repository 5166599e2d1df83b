import type { Policy, PolicyWarning } from "@sbx/core";
import { formatPolicyError, formatPolicyWarning, policyWarnings, unsupportedFeatures } from "@sbx/core";
import type { CommandHelp } from "../arguments/option-row.ts";
import { isGiven, parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import { isPolicyError } from "../explain-failure.ts";
import type { Output } from "../output/output.ts";
import { loadPolicy } from "../policy/load-policy.ts";
import type { PolicyArgument } from "../policy/policy-options.ts";
import { POLICY_OPTIONS, policyArguments } from "../policy/policy-options.ts";
import { policyErrorSentence, unsupportedSentence } from "../policy/problem.ts";

/** Help page and options of `sbx check`. */
export const CHECK_HELP: CommandHelp = {
  usage: "sbx check [OPTION]... [POLICY]...",
  summary:
    "Reads policies and tells what is wrong with them, each with file:line:column and a cure. Status 125 for an error.",
  options: [...POLICY_OPTIONS, { name: "json", help: "print the findings as JSON" }],
  examples: ["sbx check my.syd-3", "sbx check -p default -m 'allow/read+/srv/***'"],
};

/** Reads policies and tells what is wrong with them; status 125 where `sbx run` would refuse them. */
export function checkCommand(args: readonly string[], output: Output): number {
  const parsed = parseArguments(CHECK_HELP.options, args, "mixed");
  const files = parsed.operands.map((path): PolicyArgument => ({ kind: "file", path }));
  const options = parsed.options.filter(({ name }) => POLICY_OPTIONS.some((row) => row.name === name));
  if (files.length === 0 && options.length === 0) throw new UsageError("no policy to check", "write: sbx check FILE");
  const sources = options.length === 0 ? files : [...policyArguments(options), ...files];
  const findings = findIn(sources);
  if (isGiven(parsed, "json")) output.out(`${JSON.stringify(findings, undefined, 2)}\n`);
  else tell(findings, output);
  return findings.errors.length === 0 ? 0 : 125;
}

/** What was found, each as text for people. */
interface Findings {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function findIn(sources: readonly PolicyArgument[]): Findings {
  try {
    const { policy, warnings } = loadPolicy(sources, { environment: process.env, cwd: process.cwd() });
    return judge(policy, warnings);
  } catch (error) {
    if (!isPolicyError(error)) throw error;
    return { errors: [error.source === "" ? policyErrorSentence(error) : formatPolicyError(error)], warnings: [] };
  }
}

function judge(policy: Policy, warnings: readonly PolicyWarning[]): Findings {
  const unsupported = unsupportedFeatures(policy);
  const texts = (severity: "refuse" | "note"): string[] =>
    unsupported.filter((feature) => feature.severity === severity).map(unsupportedSentence);
  return {
    errors: texts("refuse"),
    warnings: [...[...warnings, ...policyWarnings(policy)].map(formatPolicyWarning), ...texts("note")],
  };
}

function tell({ errors, warnings }: Findings, output: Output): void {
  for (const warning of warnings) output.err(`warning: ${warning}\n`);
  for (const error of errors) output.err(`error: ${error}\n`);
  output.out(`${errors.length} errors, ${warnings.length} warnings\n`);
}
