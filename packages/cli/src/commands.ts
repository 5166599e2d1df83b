import type { CommandHelp } from "./arguments/option-row.ts";
import type { OperandOrder } from "./arguments/parse-arguments.ts";
import type { Output } from "./output/output.ts";
import type { Ending } from "./run/exit-status.ts";

/** A command of `sbx`; what it needs is loaded when it is called. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Whether options may follow an operand. */
  readonly operands: OperandOrder;
  readonly help: () => Promise<CommandHelp>;
  readonly main: (args: readonly string[], output: Output) => Promise<number | Ending>;
}

/** All commands, in the order of the overview. */
export const COMMANDS: readonly Command[] = [
  {
    name: "run",
    summary: "run a program under a policy",
    operands: "options-first",
    help: async () => (await import("./run/options.ts")).RUN_HELP,
    main: async (args, output) => (await import("./run/command.ts")).runCommand(args, output),
  },
  {
    name: "check",
    summary: "tell what is wrong with a policy",
    operands: "mixed",
    help: async () => (await import("./check/command.ts")).CHECK_HELP,
    main: async (args, output) => (await import("./check/command.ts")).checkCommand(args, output),
  },
  {
    name: "profile",
    summary: "list or print the built-in profiles",
    operands: "mixed",
    help: async () => (await import("./profile/command.ts")).PROFILE_HELP,
    main: async (args, output) => (await import("./profile/command.ts")).profileCommand(args, output),
  },
  {
    name: "doctor",
    summary: "tell what this host can enforce, by trying it",
    operands: "mixed",
    help: async () => (await import("./doctor/command.ts")).DOCTOR_HELP,
    main: async (args, output) => (await import("./doctor/command.ts")).doctorCommand(args, output),
  },
  {
    name: "syscalls",
    summary: "list the system calls and what becomes of each",
    operands: "mixed",
    help: async () => (await import("./syscalls/command.ts")).SYSCALLS_HELP,
    main: async (args, output) => (await import("./syscalls/command.ts")).syscallsCommand(args, output),
  },
  {
    name: "completion",
    summary: "print a completion script for a shell",
    operands: "mixed",
    help: async () => (await import("./completion/command.ts")).COMPLETION_HELP,
    main: async (args, output) => {
      const { completionCommand } = await import("./completion/command.ts");
      const completed = COMMANDS.map(async ({ name, summary, help }) => ({ name, summary, options: (await help()).options }));
      return completionCommand(args, await Promise.all(completed), output);
    },
  },
];
