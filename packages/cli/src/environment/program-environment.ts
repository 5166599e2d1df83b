import type { Policy } from "@sbx/core";
import { programVariables } from "@sbx/core";
import { STAGE_VARIABLE } from "../stage/stage.ts";
import { unsafeNames } from "./unsafe-names.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment for the program, and the names that the policy took out of it. */
export interface ProgramEnvironment {
  readonly variables: Readonly<Record<string, string>>;
  readonly dropped: readonly string[];
}

/** What {@link programEnvironment} is made from. */
export interface EnvironmentInput {
  readonly caller: Variables;
  /** Variables that were held back from our own Node. */
  readonly heldBack: Variables;
  readonly policy: Policy;
  /** `NAME=VALUE` sets, `NAME=` passes the caller's also where the policy drops it, `NAME` removes. */
  readonly options: readonly string[];
}

/** Makes the environment of the program out of the caller's. */
export function programEnvironment({ caller: own, heldBack, policy, options }: EnvironmentInput): ProgramEnvironment {
  const { [STAGE_VARIABLE]: _stage, ...caller } = { ...own, ...heldBack };
  const isUnsafe = unsafeNames(policy);
  const unsafe = Object.keys(caller).filter(isUnsafe);
  const safe = Object.fromEntries(Object.entries(caller).filter(([name]) => !isUnsafe(name)));
  const given = programVariables(policy, safe);
  const variables = new Map(Object.entries(given.variables));
  const dropped = new Set([...unsafe, ...given.dropped]);
  for (const option of options) applyOption(option, caller, variables, dropped);
  return { variables: Object.fromEntries(variables), dropped: [...dropped].sort() };
}

function applyOption(option: string, caller: Variables, variables: Map<string, string>, dropped: Set<string>): void {
  const name = option.split("=", 1)[0] ?? "";
  dropped.delete(name);
  if (option === name) {
    variables.delete(name);
    return;
  }
  const value = option === `${name}=` ? caller[name] : option.slice(name.length + 1);
  if (value !== undefined) variables.set(name, value);
}
