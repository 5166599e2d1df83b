import { columns } from "./arguments/help-page.ts";

/** The page that `sbx` prints without a command. */
export function overview(commands: readonly { readonly name: string; readonly summary: string }[]): string {
  const rows = commands.map((command) => [command.name, command.summary] as const);
  return [
    "Usage: sbx COMMAND [OPTION]...",
    "",
    "Runs programs under a kernel of your own: what the policy does not allow, they cannot do.",
    "",
    "Commands:",
    ...columns(rows),
    "",
    "sbx COMMAND --help tells more about one.",
    "",
    "Example:",
    "  sbx run -- npm install",
    "",
  ].join("\n");
}
