import type { CommandHelp } from "./arguments/option-row.ts";
import type { OperandOrder } from "./arguments/parse-arguments.ts";
import { CHECK_HELP, checkCommand } from "./check/command.ts";
import { COMPLETION_HELP, completionCommand } from "./completion/command.ts";
import { DOCTOR_HELP, doctorCommand } from "./doctor/command.ts";
import { ELF_HELP, elfCommand } from "./elf/command.ts";
import { EXPLAIN_HELP, explainCommand } from "./explain/command.ts";
import { globCommand } from "./glob/command.ts";
import type { Output } from "./output/output.ts";
import { PROFILE_HELP, profileCommand } from "./profile/command.ts";
import { RUN_HELP } from "./run/options.ts";
import { SYSCALLS_HELP, syscallsCommand } from "./syscalls/command.ts";

export { helpPage } from "./arguments/help-page.ts";
export { nearestName } from "./arguments/nearest-name.ts";
export { overview } from "./overview.ts";

/** A command of `sbx`. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Whether options may follow an operand. */
  readonly operands: OperandOrder;
  readonly help: CommandHelp;
  /** Does its work and answers with the exit status; `run` is not done here. */
  readonly main: (args: readonly string[], output: Output) => number;
}

/** The command that has a bundle of its own. */
export const RUN: Omit<Command, "main"> = {
  name: "run",
  summary: "run a program under a policy",
  operands: "options-first",
  help: RUN_HELP,
};

const GLOB_HELP: CommandHelp = {
  usage: "sbx glob PATTERN PATH...",
  summary: "Prints the paths that a pattern of the policy language matches. Status 1 when none is.",
  options: [],
  examples: ["sbx glob '/usr/**/*.so' /usr/lib/x.so /usr/lib/x.a"],
};

/** All other commands, in the order of the overview. */
export const COMMANDS: readonly Command[] = [
  {
    name: "check",
    summary: "tell what is wrong with a policy",
    operands: "mixed",
    help: CHECK_HELP,
    main: checkCommand,
  },
  {
    name: "explain",
    summary: "tell which rule decides, and what came near",
    operands: "mixed",
    help: EXPLAIN_HELP,
    main: explainCommand,
  },
  {
    name: "profile",
    summary: "list or print the built-in profiles",
    operands: "mixed",
    help: PROFILE_HELP,
    main: profileCommand,
  },
  {
    name: "doctor",
    summary: "tell what this host can enforce, by trying it",
    operands: "mixed",
    help: DOCTOR_HELP,
    main: doctorCommand,
  },
  {
    name: "syscalls",
    summary: "list the system calls and what becomes of each",
    operands: "mixed",
    help: SYSCALLS_HELP,
    main: syscallsCommand,
  },
  {
    name: "elf",
    summary: "tell what programs and libraries are, and how they defend themselves",
    operands: "mixed",
    help: ELF_HELP,
    main: (args, { out, err }) => elfCommand(args, out, err),
  },
  {
    name: "glob",
    summary: "match a pattern of the policy language against paths",
    operands: "mixed",
    help: GLOB_HELP,
    main: (args, { out, err }) => globCommand(args, out, err),
  },
  {
    name: "completion",
    summary: "print a completion script for a shell",
    operands: "mixed",
    help: COMPLETION_HELP,
    main: (args, output) => {
      const completed = [RUN, ...COMMANDS].map(({ name, summary, help }) => ({ name, summary, options: help.options }));
      return completionCommand(args, completed, output);
    },
  },
];
