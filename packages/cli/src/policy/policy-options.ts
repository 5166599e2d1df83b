import type { GivenOption } from "../arguments/parse-arguments.ts";
import type { OptionRow } from "../arguments/option-row.ts";

/** The options that make up a policy; they act strictly from left to right. */
export const POLICY_OPTIONS: readonly OptionRow[] = [
  {
    name: "profile",
    short: "p",
    value: "NAME",
    help: "add a built-in profile ('default' if neither -p nor -P is given)",
  },
  { name: "policy", short: "P", value: "FILE", help: "add a policy file" },
  { name: "rule", short: "m", value: "RULE", help: "add one rule or command of the policy language" },
];

/** One source of a policy as the command line named it. */
export type PolicyArgument =
  | { readonly kind: "profile"; readonly name: string }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "line"; readonly text: string; readonly number: number };

/** Picks the sources of the policy out of the options, in order; the profile `default` comes first if none is named. */
export function policyArguments(options: readonly GivenOption[]): readonly PolicyArgument[] {
  const picked: PolicyArgument[] = [];
  let rules = 0;
  for (const { name, value } of options) {
    if (name === "profile") picked.push({ kind: "profile", name: value });
    if (name === "policy") picked.push({ kind: "file", path: value });
    if (name === "rule") picked.push({ kind: "line", text: value, number: (rules += 1) });
  }
  const based = picked.some((source) => source.kind !== "line");
  return based ? picked : [{ kind: "profile", name: "default" }, ...picked];
}
