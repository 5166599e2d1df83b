import { describeRow } from "./describe-row.ts";
import { OPTIONS } from "./options-table.ts";
import type { SyscallRow } from "./row.ts";
import { SYSCALLS } from "./table.ts";
import { WALKING } from "./table/guards.ts";

const GROUP_TITLES: Readonly<Record<SyscallRow["group"], string>> = {
  fs: "Paths and what is behind them",
  io: "Descriptors",
  memory: "Memory",
  process: "Processes",
  signal: "Signals",
  time: "Clocks and timers",
  net: "Sockets",
  ipc: "Objects that programs share",
  id: "Users, groups and capabilities",
  namespace: "Mounts and namespaces",
  kernel: "The system as a whole",
};

/** The formatter would pad every cell to the widest. */
const UNFORMATTED = "<!-- prettier-ignore -->\n";

const GROUPS = Object.keys(GROUP_TITLES) as readonly SyscallRow["group"][];

/**
 * Returns the system call table as text, one call a block, for a terminal.
 *
 * @param rows - the calls to show. All by default
 */
export function syscallTableText(rows: readonly SyscallRow[] = SYSCALLS): string {
  return rows.map(rowText).join("");
}

/**
 * Returns the system call table as JSON: an array of rows as they are in the table.
 *
 * @param rows - the calls to show. All by default
 */
export function syscallTableJson(rows: readonly SyscallRow[] = SYSCALLS): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

/** Returns the page of the documentation that lists every call. */
export function syscallTableMarkdown(): string {
  const groups = GROUPS.map((group) => {
    const rows = SYSCALLS.filter((row) => row.group === group);
    return `## ${GROUP_TITLES[group]} (${group})\n\n${UNFORMATTED}| call | x86-64 | arm64 | what becomes of it |\n| --- | --- | --- | --- |\n${rows.map(rowMarkdown).join("")}\n`;
  });
  return `${head()}${groups.join("")}${optionsMarkdown()}`;
}

function rowText(row: SyscallRow): string {
  const lines = describeRow(row).map(({ condition, verdict, note }) => {
    const when = condition === "" ? "" : `if ${condition}: `;
    return `    ${when}${verdict}${note === "" ? "" : ` — ${note}`}\n`;
  });
  const numbers = `x86-64 ${row.nr.x64 ?? "-"}, arm64 ${row.nr.arm64 ?? "-"}, ia32 ${row.nr.ia32 ?? "-"}`;
  return `${row.name}(${row.args.join(", ")})  [${row.group}; ${numbers}]\n${lines.join("")}`;
}

function rowMarkdown(row: SyscallRow): string {
  const lines = describeRow(row).map(({ condition, verdict, note }) => {
    const when = condition === "" ? "" : `if ${condition}: `;
    return `${when}${verdict}${note === "" ? "" : `: *${note}*`}`;
  });
  return `| \`${row.name}\` | ${row.nr.x64 ?? ""} | ${row.nr.arm64 ?? ""} | ${lines.join("<br>")} |\n`;
}

function head(): string {
  return `# System calls

<!-- Written by scripts/generate-docs.mjs from packages/core/src/syscalls; do not edit. -->

What becomes of each of the ${SYSCALLS.length} system calls of Linux 6.18. Conditions are tried in order: the first that holds, and whose categories are guarded or
whose hardening is in force, decides. _Served by X (how) for categories_ means that the supervisor is asked while one of these categories is guarded
or one of the hardenings is in force; otherwise the kernel does the call alone. _How_ says why the answer stays true when another thread rewrites memory:
\`addfd\` and \`emulate\` act on the object that was checked, \`continue\` judges numbers only, \`trace\` judges the result before the caller runs again, \`deny\`
does nothing. _Path walking_ stands for the hardenings ${WALKING.map((option) => `\`${option}\``).join(", ")}. A refusal _with an event_ is on record, one without is a call that programs try all the time.

Numbers that no call has are ENOSYS. Calls of the 32-bit and x32 interfaces are ENOSYS with an event, except exit, exit_group and the returns from signal handlers.

`;
}

function optionsMarkdown(): string {
  const rows = OPTIONS.map(
    (option) => `| \`${option.name}\` | ${option.byDefault ? "yes" : "no"} | ${option.effect} |\n`,
  );
  return `## Options that the table asks for\n\n${UNFORMATTED}| option | in force by default | effect while in force |\n| --- | --- | --- |\n${rows.join("")}`;
}
