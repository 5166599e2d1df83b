import type { Outcome, SyscallRow } from "@sbx/core";

/** All rows as a table for people. */
export function syscallTable(rows: readonly SyscallRow[]): string {
  const cells = rows.map((row) => [row.name, number(row, "x64"), number(row, "arm64"), row.group, outcome(row)]);
  const all = [["call", "x64", "arm64", "group", "what becomes of it"], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) => `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`).join("");
}

/** One row in full. */
export function describeSyscall(row: SyscallRow): string {
  const lines = [
    `${row.name}(${row.args.join(", ")})`,
    `  numbers  ${Object.entries(row.nr).map(([abi, nr]) => `${abi} ${nr}`).join(", ")}`,
    `  group    ${row.group}`,
    `  outcome  ${outcome(row)}`,
  ];
  for (const variant of row.when ?? []) lines.push(`  when     ${JSON.stringify(variant.test)}: ${outcome(variant)}`);
  return `${lines.join("\n")}\n`;
}

function number(row: SyscallRow, abi: "x64" | "arm64"): string {
  return row.nr[abi]?.toString() ?? "-";
}

function outcome(given: Outcome): string {
  const note = given.note === undefined ? "" : `: ${given.note}`;
  switch (given.verdict) {
    case "allow":
      return `done by the kernel${note}`;
    case "pretend":
      return `answered with 0${condition(given)}${note}`;
    case "refuse":
      return `refused with ${given.errno}${condition(given)}${note}`;
    case "serve":
      return `served (${given.answer}) ${served(given)}${note}`;
  }
}

function served(given: Extract<Outcome, { verdict: "serve" }>): string {
  return given.guards === "always" ? "always" : `for ${given.guards.join(", ") || (given.hardenings ?? []).join(", ")}`;
}

function condition(given: { readonly hardening?: string; readonly guards?: readonly string[] }): string {
  const conditions = [...(given.guards ?? []), ...(given.hardening === undefined ? [] : [given.hardening])];
  return conditions.length === 0 ? "" : ` while guarded by ${conditions.join(", ")}`;
}
