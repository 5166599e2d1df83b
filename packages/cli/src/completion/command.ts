import type { CommandHelp, OptionRow } from "../arguments/option-row.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";

/** Help page and options of `sbx completion`. */
export const COMPLETION_HELP: CommandHelp = {
  usage: "sbx completion bash|zsh|fish",
  summary: "Prints a completion script for a shell.",
  options: [],
  examples: ["source <(sbx completion bash)", "sbx completion fish > ~/.config/fish/completions/sbx.fish"],
};

/** What a shell must know of a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionRow[];
}

/** Prints a completion script. */
export function completionCommand(
  args: readonly string[],
  commands: readonly CompletedCommand[],
  output: Output,
): number {
  const [shell, ...rest] = parseArguments(COMPLETION_HELP.options, args, "mixed").operands;
  const script = shell === undefined || rest.length > 0 ? undefined : SCRIPTS[shell];
  if (script === undefined) throw new UsageError("name one shell", COMPLETION_HELP.usage);
  output.out(script(commands));
  return 0;
}

const SCRIPTS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = { bash, zsh, fish };

function bash(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(
    ({ name, options }) => `    ${name}) words="${options.map((row) => `--${row.name}`).join(" ")}" ;;`,
  );
  return `_sbx() {
  local words="${commands.map(({ name }) => name).join(" ")}" index
  for ((index = 1; index < COMP_CWORD; index++)); do
    [ "\${COMP_WORDS[index]}" = -- ] && { _command_offset $((index + 1)) 2>/dev/null; return; }
  done
  if ((COMP_CWORD > 1)); then
    case \${COMP_WORDS[1]} in
${cases.join("\n")}
    *) words= ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _sbx sbx
`;
}

function zsh(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name, summary }) => `    '${name}:${summary.replaceAll("'", "’")}'`);
  const cases = commands.map(
    ({ name, options }) => `    ${name}) _arguments ${options.map(zshOption).join(" ")} '*::command:_normal' ;;`,
  );
  return `#compdef sbx
_sbx() {
  local -a commands=(
${names.join("\n")}
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local name=$words[2]
  shift words
  ((CURRENT--))
  case $name in
${cases.join("\n")}
  esac
}
compdef _sbx sbx
`;
}

function zshOption(row: OptionRow): string {
  const help = row.help.replaceAll(/[[\]:']/g, " ");
  return `'*--${row.name}[${help}]${row.value === undefined ? "" : `:${row.value}:_files`}'`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`\'`)}'`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c sbx -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    ...options.map((row) => {
      const short = row.short === undefined ? "" : ` -s ${row.short}`;
      const value = row.value === undefined ? "" : " -r";
      return `complete -c sbx -n '__fish_seen_subcommand_from ${name}' -l ${row.name}${short}${value} -d ${quote(row.help)}`;
    }),
  ]);
  return `${lines.join("\n")}\n`;
}
