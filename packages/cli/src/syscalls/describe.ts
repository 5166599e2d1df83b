import type { SyscallRow } from "@sbx/core";

type Outcome = Pick<SyscallRow, "verdict" | "note">;

/** Rows as text, a block each. */
export function syscallText(rows: readonly SyscallRow[]): string {
  return rows.map(block).join("");
}

function block(row: SyscallRow): string {
  const numbers = Object.entries(row.nr).map(([abi, number]) => `${abi} ${number}`);
  const variants = (row.when ?? []).map((variant) => `    if ${JSON.stringify(variant.test)}: ${outcome(variant)}\n`);
  return `${row.name}(${row.args.join(", ")})  [${row.group}; ${numbers.join(", ")}]\n${variants.join("")}    ${outcome(row)}\n`;
}

const VERDICTS: Readonly<Record<Outcome["verdict"], string>> = {
  allow: "done by the kernel",
  pretend: "answered with 0, nothing is done",
  refuse: "refused",
  serve: "served under the policy",
};

function outcome(given: Outcome & { readonly errno?: string; readonly guards?: "always" | readonly string[] }): string {
  const errno = given.errno === undefined ? "" : ` with ${given.errno}`;
  const guards = Array.isArray(given.guards) ? ` for ${given.guards.join(", ")}` : "";
  return `${VERDICTS[given.verdict]}${errno}${guards}${given.note === undefined ? "" : `: ${given.note}`}`;
}
