import { compileRuleSet, openRuleSet } from "@sbx/glob";
import type { Policy } from "@sbx/core";
import type { EnvironmentRules } from "./program-environment.ts";
import { UNSAFE_VARIABLES } from "./unsafe-variables-table.ts";

/** What a policy says about the environment of the program. */
export function policyEnvironment(policy: Pick<Policy, "lists" | "options" | "variables">): EnvironmentRules {
  const everythingPasses = policy.options.get("trace/allow_unsafe_env")?.value === true;
  const passed = (policy.lists.get("passenv") ?? []).map(({ item }) => item);
  return {
    isUnsafe: everythingPasses ? () => false : unsafeNames(passed),
    edits: policy.variables.map((edit) => {
      if (edit.kind === "set") return edit;
      return { kind: "unset", matches: edit.kind === "clear" ? () => true : nameMatcher([edit.name]) };
    }),
  };
}

function unsafeNames(passed: readonly string[]): (name: string) => boolean {
  const unsafe = nameMatcher(UNSAFE_VARIABLES);
  const excepted = nameMatcher(passed);
  return (name) => unsafe(name) && !excepted(name);
}

function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.every((pattern) => /^[A-Za-z0-9_]*$/.test(pattern))) return (name) => patterns.includes(name);
  const set = openRuleSet(compileRuleSet(patterns));
  return (name) => {
    const bytes = Buffer.from(name);
    return set.match(bytes, 0, bytes.length) >= 0;
  };
}
