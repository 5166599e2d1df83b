import { nearestName } from "./arguments/nearest-name.ts";
import type { CommandHelp } from "./arguments/option-row.ts";
import { isGiven, parseArguments } from "./arguments/parse-arguments.ts";
import { UsageError } from "./arguments/usage-error.ts";
import { COMMANDS } from "./commands.ts";
import { explainFailure } from "./explain-failure.ts";
import type { Output } from "./output/output.ts";
import type { Ending } from "./run/exit-status.ts";
import { SBX_FAILED } from "./run/exit-status.ts";
import { VERSION } from "./version.ts";

/** Runs the command that the arguments name and says how sbx ends. It never throws. */
export async function main(args: readonly string[], output: Output): Promise<Ending> {
  try {
    const ending = await dispatch(args, output);
    return typeof ending === "number" ? { status: ending, signal: undefined, message: undefined } : ending;
  } catch (error) {
    output.err(`sbx: ${explainFailure(error)}\n`);
    return { status: SBX_FAILED, signal: undefined, message: undefined };
  }
}

async function dispatch([name, ...rest]: readonly string[], output: Output): Promise<number | Ending> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return tell(await overviewPage(), output);
  if (name === "--version" || name === "-V") return tell(`${VERSION}\n`, output);
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name);
  if (process.platform !== "linux") throw new UsageError(`sbx runs on Linux only; this is ${process.platform}`);
  const help = await command.help();
  if (isGiven(parseArguments(help.options, rest, command.operands), "help")) return tell(await page(help), output);
  return command.main(rest, output);
}

async function page(help: CommandHelp): Promise<string> {
  return (await import("./arguments/help-page.ts")).helpPage(help);
}

async function overviewPage(): Promise<string> {
  return (await import("./overview.ts")).overview(COMMANDS);
}

function tell(text: string, output: Output): number {
  output.out(text);
  return 0;
}

function unknownCommand(name: string): UsageError {
  const near = nearestName(
    name,
    COMMANDS.map((command) => command.name),
  );
  if (near !== undefined) return new UsageError(`there is no command '${name}'`, `did you mean '${near}'?`);
  return new UsageError(`there is no command '${name}'`, `to run a program: sbx run -- ${name}`);
}
