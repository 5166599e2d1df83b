import { isGiven, parseArguments } from "./arguments/parse-arguments.ts";
import { UsageError } from "./arguments/usage-error.ts";
import { explainFailure } from "./explain-failure.ts";
import type { Output } from "./output/output.ts";
import { runCommand } from "./run/command.ts";
import type { Ending } from "./run/exit-status.ts";
import { plainEnding, SBX_FAILED } from "./run/exit-status.ts";
import { RUN_HELP } from "./run/options.ts";
import { VERSION } from "./version.ts";

/** Runs the command that the arguments name and says how sbx ends. It never throws. */
export async function main(args: readonly string[], output: Output): Promise<Ending> {
  try {
    return await dispatch(args, output);
  } catch (error) {
    output.err(`sbx: ${explainFailure(error)}\n`);
    return plainEnding(SBX_FAILED);
  }
}

async function dispatch([name, ...rest]: readonly string[], output: Output): Promise<Ending> {
  if (name === "--version" || name === "-V") return tell(`${VERSION}\n`, output);
  if (process.platform !== "linux") throw new UsageError(`sbx runs on Linux only; this is ${process.platform}`);
  if (name === "run") {
    const parsed = parseArguments(RUN_HELP.options, rest, "options-first");
    if (!isGiven(parsed, "help")) return runCommand(parsed, output);
  }
  return otherCommand(name, rest, output);
}

/** Everything but a run: loaded when it is called. */
async function otherCommand(name: string | undefined, args: readonly string[], output: Output): Promise<Ending> {
  const { COMMANDS, RUN, helpPage, nearestName, overview } = await import("./commands.ts");
  const all = [RUN, ...COMMANDS];
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return tell(overview(all), output);
  const command = all.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const near = nearestName(
      name,
      all.map((candidate) => candidate.name),
    );
    throw new UsageError(
      `there is no command '${name}'`,
      near === undefined ? `to run a program: sbx run -- ${name}` : `did you mean '${near}'?`,
    );
  }
  const { help, operands } = command;
  if (isGiven(parseArguments(help.options, args, operands), "help")) return tell(helpPage(help), output);
  return plainEnding("main" in command && typeof command.main === "function" ? command.main(args, output) : SBX_FAILED);
}

function tell(text: string, output: Output): Ending {
  output.out(text);
  return plainEnding(0);
}
