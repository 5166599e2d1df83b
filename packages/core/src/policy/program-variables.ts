import { compileRuleSet, openRuleSet } from "@sbx/glob";
import type { Policy, VariableEdit } from "./policy.ts";
import { encodeUtf8 } from "./utf8.ts";

/** The variables that a program gets under a policy. */
export interface ProgramVariables {
  readonly variables: Readonly<Record<string, string>>;
  /** Names that the caller has and the program does not get. */
  readonly dropped: readonly string[];
}

/** Applies what a policy says about variables, in the order in which it says it. `SYD_…` never reaches the program. */
export const programVariables = (
  policy: Policy,
  caller: Readonly<Record<string, string | undefined>>,
): ProgramVariables => {
  const variables = new Map<string, string>();
  for (const [name, value] of Object.entries(caller))
    if (value !== undefined && !name.startsWith("SYD_")) variables.set(name, value);
  const before = [...variables.keys()];
  for (const edit of policy.variables) applyEdit(variables, edit);
  return { variables: Object.fromEntries(variables), dropped: before.filter((name) => !variables.has(name)) };
};

const applyEdit = (variables: Map<string, string>, edit: VariableEdit): void => {
  if (edit.kind === "clear") variables.clear();
  else if (edit.kind === "set") variables.set(edit.name, edit.value);
  else if (/[*?[]/.test(edit.name)) {
    const pattern = openRuleSet(compileRuleSet([encodeUtf8(edit.name)]));
    for (const name of variables.keys()) {
      const bytes = encodeUtf8(name);
      if (pattern.match(bytes, 0, bytes.length) >= 0) variables.delete(name);
    }
  } else variables.delete(edit.name);
};
