import { PolicyError } from "@sbx/core";
import type { CommandHelp } from "../arguments/option-row.ts";
import { isGiven, parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";
import { loadPolicy } from "../policy/load-policy.ts";
import type { PolicyArgument } from "../policy/policy-options.ts";
import { POLICY_OPTIONS, policyArguments } from "../policy/policy-options.ts";
import type { Problem } from "../policy/problem.ts";
import { problemFrame, problemOfError, problemOfWarning } from "../policy/problem.ts";

/** Help page and options of `sbx check`. */
export const CHECK_HELP: CommandHelp = {
  usage: "sbx check [OPTION]... [POLICY]...",
  summary: "Reads policies and tells what is wrong with them, each with file:line:column and a cure. Status 125 for an error.",
  options: [...POLICY_OPTIONS, { name: "json", help: "print the problems as JSON" }],
  examples: ["sbx check my.syd-3", "sbx check -p default -m 'allow/read+/srv/***'"],
};

/** What `sbx check` found in the sources, in order; reading stops at an error. */
interface Findings {
  readonly error: Problem | undefined;
  readonly warnings: readonly Problem[];
}

/** Reads policies and tells what is wrong with them. */
export function checkCommand(args: readonly string[], output: Output): number {
  const parsed = parseArguments(CHECK_HELP.options, args, "mixed");
  const files = parsed.operands.map((path): PolicyArgument => ({ kind: "file", path }));
  const options = parsed.options.filter(({ name }) => POLICY_OPTIONS.some((row) => row.name === name));
  if (files.length === 0 && options.length === 0) throw new UsageError("no policy to check", "write: sbx check FILE");
  const sources = options.length === 0 ? files : [...policyArguments(options), ...files];
  const findings = check(sources);
  if (isGiven(parsed, "json")) output.out(`${JSON.stringify(findings, undefined, 2)}\n`);
  else tellFindings(findings, output);
  return findings.error === undefined ? 0 : 125;
}

function check(sources: readonly PolicyArgument[]): Findings {
  try {
    const { warnings } = loadPolicy(sources, { environment: process.env, cwd: process.cwd() });
    return { error: undefined, warnings: warnings.map(problemOfWarning) };
  } catch (error) {
    if (error instanceof PolicyError) return { error: problemOfError(error), warnings: [] };
    throw error;
  }
}

function tellFindings({ error, warnings }: Findings, output: Output): void {
  for (const warning of warnings) output.err(`warning: ${problemFrame(warning)}`);
  if (error !== undefined) output.err(problemFrame(error));
  else output.out(warnings.length === 0 ? "no problems\n" : `${warnings.length} warnings\n`);
}
