import { STAGE_VARIABLE } from "../stage/stage.ts";

/** One change that a policy makes, in its order. */
export type EnvironmentEdit =
  | { readonly kind: "set"; readonly name: string; readonly value: string }
  | { readonly kind: "unset"; readonly matches: (name: string) => boolean };

/** What a policy says about the environment. */
export interface EnvironmentRules {
  /** Whether a variable of the caller is kept from the program from the first. */
  readonly isUnsafe: (name: string) => boolean;
  readonly edits: readonly EnvironmentEdit[];
}

/** The environment for the program, and the names that the policy took out of it. */
export interface ProgramEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly dropped: readonly string[];
}

/** What {@link programEnvironment} is made from. */
export interface EnvironmentInput {
  readonly caller: Readonly<Record<string, string | undefined>>;
  /** Variables that were held back from our own Node. */
  readonly heldBack: Readonly<Record<string, string>>;
  readonly rules: EnvironmentRules;
  /** `NAME=VALUE` sets, `NAME=` passes the caller's also where the policy drops it, `NAME` removes. */
  readonly options: readonly string[];
}

/** Makes the environment of the program out of the caller's. */
export function programEnvironment({ caller: own, heldBack, rules, options }: EnvironmentInput): ProgramEnvironment {
  const caller = new Map(Object.entries({ ...own, ...heldBack }));
  caller.delete(STAGE_VARIABLE);
  const variables = new Map<string, string>();
  for (const [name, value] of caller) if (!rules.isUnsafe(name)) variables.set(name, value ?? "");
  for (const edit of rules.edits) {
    if (edit.kind === "set") variables.set(edit.name, edit.value);
    else for (const name of variables.keys()) if (edit.matches(name)) variables.delete(name);
  }
  const dropped = new Set([...caller.keys()].filter((name) => !variables.has(name)));
  for (const option of options) {
    const name = option.split("=", 1)[0] ?? "";
    dropped.delete(name);
    if (option === name) variables.delete(name);
    else if (option !== `${name}=`) variables.set(name, option.slice(name.length + 1));
    else if (caller.has(name)) variables.set(name, caller.get(name) ?? "");
  }
  return { variables: Object.fromEntries(variables), dropped: [...dropped].sort() };
}
