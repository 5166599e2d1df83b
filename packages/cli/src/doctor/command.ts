import { probeMechanisms } from "@sbx/native";
import type { CommandHelp } from "../arguments/option-row.ts";
import { isGiven, parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";
import { doctorTable } from "./table.ts";

/** Help page and options of `sbx doctor`. */
export const DOCTOR_HELP: CommandHelp = {
  usage: "sbx doctor [--json]",
  summary:
    "Tries each mechanism that sbx stands on and tells what works on this host, and what is worse where one is missing.",
  options: [{ name: "json", help: "print the findings as JSON" }],
  examples: ["sbx doctor"],
};

/** Tries the mechanisms of this host. */
export function doctorCommand(args: readonly string[], output: Output): number {
  const parsed = parseArguments(DOCTOR_HELP.options, args, "mixed");
  if (parsed.operands.length > 0)
    throw new UsageError(`'${parsed.operands[0]}' is one word too many`, DOCTOR_HELP.usage);
  const mechanisms = probeMechanisms();
  output.out(isGiven(parsed, "json") ? `${JSON.stringify(mechanisms, undefined, 2)}\n` : doctorTable(mechanisms));
  return 0;
}
