import type { Palette } from "../render/colour.ts";
import { escapeText } from "../render/escape-bytes.ts";
import type { DenialGroup } from "./denial-group.ts";
import type { DecidingRule } from "@sbx/core";

/** Groups that a summary shows; the report has all. */
const SHOWN = 12;

/** What a summary is made of. */
export interface SummaryInput {
  readonly groups: readonly DenialGroup[];
  readonly total: number;
  readonly mode: "enforced" | "dry-run";
  readonly droppedVariables: readonly string[];
}

/** The short text after a run: what was refused, by which rule, and the rule that would allow it. Empty for nothing. */
export function summary(input: SummaryInput, palette: Palette): string {
  const lines: string[] = [];
  if (input.total > 0) {
    const verb = input.mode === "enforced" ? "refused" : "would have refused";
    const times = input.total === 1 ? "1 call" : `${input.total} calls`;
    lines.push(palette.bold(`sbx: ${verb} ${times}`));
    for (const group of input.groups.slice(0, SHOWN)) lines.push(...groupLines(group, palette));
    const more = input.groups.length - SHOWN;
    if (more > 0) lines.push(`  … and ${more} more kinds; --report FILE has them all`);
  }
  if (input.droppedVariables.length > 0) {
    lines.push(
      `sbx: not passed on from the environment: ${shortList(input.droppedVariables)} (--env NAME= passes one)`,
    );
  }
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function shortList(names: readonly string[]): string {
  return names.length <= 8 ? names.join(", ") : `${names.slice(0, 7).join(", ")} and ${names.length - 7} more`;
}

function groupLines(group: DenialGroup, palette: Palette): string[] {
  const times = group.count === 1 ? "" : ` (${group.count}×)`;
  const what = group.categories.length === 0 ? group.calls.join(",") : group.categories.join(",");
  const who = group.programs.length === 0 ? "" : palette.dim(`  ${group.programs.slice(0, 3).join(", ")}`);
  const action = group.action === "deny" || group.action === "" ? "" : ` [${group.action}]`;
  const target = group.target === "" ? "" : ` ${group.target}`;
  const lines = [`  ${palette.red(what)}${target}${times}${action}${who}`];
  lines.push(`    ${palette.dim("by")}    ${decidedBy(group)}`);
  if (group.allow !== undefined)
    lines.push(`    ${palette.dim("allow")} ${palette.green(`-m '${quote(group.allow)}'`)}`);
  return lines;
}

/** Names what decided: rules by their place, the default of the category otherwise. */
export function decidedBy(group: Pick<DenialGroup, "categories" | "rules" | "reason">): string {
  const named = group.rules.map(rulePlace);
  const byRule = new Set(group.rules.map((rule) => rule.category));
  const byDefault = group.categories.filter((category) => !byRule.has(category));
  if (byDefault.length > 0) named.push(`the default of ${byDefault.join(", ")}: nothing allows it`);
  if (named.length > 0) return [...new Set(named)].join("; ");
  return escapeText(`sbx itself, whatever the policy says${(group.reason ?? "") === "" ? "" : `: ${group.reason}`}`);
}

function rulePlace(rule: DecidingRule): string {
  return escapeText(`${rule.file}:${rule.line}: ${rule.text}`);
}

function quote(text: string): string {
  return text.replaceAll("'", String.raw`'\''`);
}
