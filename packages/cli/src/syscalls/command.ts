import type { SyscallRow } from "@sbx/core";
import { SYSCALLS, syscallTableJson, syscallTableText } from "@sbx/core";
import type { CommandHelp } from "../arguments/option-row.ts";
import { isGiven, parseArguments } from "../arguments/parse-arguments.ts";
import { nearestName } from "../arguments/nearest-name.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";

/** Help page and options of `sbx syscalls`. */
export const SYSCALLS_HELP: CommandHelp = {
  usage: "sbx syscalls [--json] [NAME]...",
  summary: "Lists the system calls with what becomes of each: done by the kernel, refused, or served under a policy.",
  options: [{ name: "json", help: "print the table as JSON" }],
  examples: ["sbx syscalls", "sbx syscalls openat execve", "sbx syscalls --json"],
};

/** Lists all system calls, or tells about those that are named. */
export function syscallsCommand(args: readonly string[], output: Output): number {
  const parsed = parseArguments(SYSCALLS_HELP.options, args, "mixed");
  const rows = parsed.operands.length === 0 ? SYSCALLS : parsed.operands.map(find);
  output.out(isGiven(parsed, "json") ? syscallTableJson(rows) : syscallTableText(rows));
  return 0;
}

function find(name: string): SyscallRow {
  const row = SYSCALLS.find((candidate) => candidate.name === name);
  if (row !== undefined) return row;
  const near = nearestName(
    name,
    SYSCALLS.map((candidate) => candidate.name),
  );
  throw new UsageError(`there is no system call '${name}'`, near === undefined ? undefined : `did you mean '${near}'?`);
}
