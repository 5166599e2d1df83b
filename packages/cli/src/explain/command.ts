import type { Category, Explanation, ExplainedRule } from "@sbx/core";
import { CATEGORIES, explain } from "@sbx/core";
import { nearestName } from "../arguments/nearest-name.ts";
import type { CommandHelp } from "../arguments/option-row.ts";
import { isGiven, parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";
import { loadPolicy } from "../policy/load-policy.ts";
import { POLICY_OPTIONS, policyArguments } from "../policy/policy-options.ts";
import { escapeText } from "../render/escape-bytes.ts";
import { canonicalTarget } from "./canonical-target.ts";

/** Help page and options of `sbx explain`. */
export const EXPLAIN_HELP: CommandHelp = {
  usage: "sbx explain [OPTION]... OPERATION TARGET",
  summary:
    "Tells which rule decides about an operation on a path or an address, what came near, and what would allow it.",
  options: [
    ...POLICY_OPTIONS,
    { name: "as-written", help: "judge the target as it is written, without resolving links" },
    { name: "json", help: "print the explanation as JSON" },
  ],
  notes: [`Operations: ${CATEGORIES.join(", ")}.`],
  examples: ["sbx explain read ~/.ssh/id_ed25519", "sbx explain -p default net/connect 'tcp!93.184.215.14!443'"],
};

/** Explains a verdict; status 0 where the operation is allowed, 1 where it is not. */
export function explainCommand(args: readonly string[], output: Output): number {
  const parsed = parseArguments(EXPLAIN_HELP.options, args, "mixed");
  const [operation, target, ...rest] = parsed.operands;
  if (operation === undefined || target === undefined || rest.length > 0) {
    throw new UsageError("name one operation and one target", EXPLAIN_HELP.usage);
  }
  const category = categoryOf(operation);
  const cwd = process.cwd();
  const { policy } = loadPolicy(policyArguments(parsed.options), { environment: process.env, cwd });
  const name = isGiven(parsed, "as-written") ? target : canonicalTarget(category, target, cwd);
  const explanation = explain(policy, category, name);
  output.out(isGiven(parsed, "json") ? `${JSON.stringify(explanation, undefined, 2)}\n` : explanationText(explanation));
  return explanation.errno === undefined ? 0 : 1;
}

function categoryOf(operation: string): Category {
  const category = CATEGORIES.find((name) => name === operation);
  if (category !== undefined) return category;
  const near = nearestName(operation, CATEGORIES);
  const hint = near === undefined ? `operations are ${CATEGORIES.join(", ")}` : `did you mean '${near}'?`;
  throw new UsageError(`there is no operation '${operation}'`, hint);
}

/** The explanation for people. */
export function explanationText(explanation: Explanation): string {
  const { category, target, enabled, action, errno, rule, nearMisses, allow } = explanation;
  const result = errno === undefined ? "allowed" : `refused with ${errno}`;
  const lines = [`${category} ${target}: ${result} (${action})`];
  if (!enabled) lines.push(`  by    nothing: the category ${category} is off`);
  else if (rule !== undefined) lines.push(`  by    ${placeOf(rule)}`);
  else lines.push(`  by    the default of ${category}: no rule matches`);
  for (const miss of nearMisses) lines.push(`  near  ${placeOf(miss)} — ${miss.reason}`);
  if (allow !== undefined) lines.push(`  allow -m '${allow.replaceAll("'", String.raw`'\''`)}'`);
  return lines.map((line) => `${escapeText(line)}\n`).join("");
}

function placeOf({ file, line, text }: ExplainedRule): string {
  return `${file}:${line}: ${text}`;
}
