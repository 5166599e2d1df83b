import { PROFILE_NAMES, profileText } from "@sbx/core";
import { nearestName } from "../arguments/nearest-name.ts";
import type { CommandHelp } from "../arguments/option-row.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";
import { hostFacts } from "../policy/host/host-facts.ts";

/** Help page and options of `sbx profile`. */
export const PROFILE_HELP: CommandHelp = {
  usage: "sbx profile list | sbx profile show NAME",
  summary: "Lists the built-in profiles, or prints one as the policy that it is here and now.",
  options: [],
  examples: ["sbx profile list", "sbx profile show default > my.syd-3"],
};

/** Lists or prints built-in profiles. */
export function profileCommand(args: readonly string[], output: Output): number {
  const [verb, name, ...rest] = parseArguments(PROFILE_HELP.options, args, "mixed").operands;
  if (rest.length > 0) throw new UsageError(`'${rest[0]}' is one word too many`, PROFILE_HELP.usage);
  if (verb === "list" && name === undefined) output.out(PROFILE_NAMES.map((profile) => `${profile}\n`).join(""));
  else if (verb === "show" && name !== undefined) output.out(textOf(name));
  else throw new UsageError("say what to do with profiles", PROFILE_HELP.usage);
  return 0;
}

function textOf(name: string): string {
  const text = profileText(name, () => hostFacts(process.env, process.cwd()));
  if (text !== undefined) return text;
  const near = nearestName(name, PROFILE_NAMES);
  throw new UsageError(
    `there is no profile '${name}'`,
    near === undefined ? "'sbx profile list' names them" : `did you mean '${near}'?`,
  );
}
