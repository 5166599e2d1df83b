import type { CommandHelp, OptionRow } from "./option-row.ts";
import { HELP_OPTION } from "./option-row.ts";

/** Prints the help page of a command. */
export function helpPage(help: CommandHelp): string {
  const rows = [...help.options, HELP_OPTION].map((row) => [optionSyntax(row), row.help] as const);
  const lines = [`Usage: ${help.usage}`, "", help.summary, "", "Options:", ...columns(rows)];
  for (const note of help.notes ?? []) lines.push("", note);
  lines.push("", help.examples.length === 1 ? "Example:" : "Examples:");
  for (const example of help.examples) lines.push(`  ${example}`);
  return `${lines.join("\n")}\n`;
}

/** Sets pairs in two columns. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function optionSyntax(row: OptionRow): string {
  const short = row.short === undefined ? "    " : `-${row.short}, `;
  return `${short}--${row.name}${row.value === undefined ? "" : ` ${row.value}`}`;
}
