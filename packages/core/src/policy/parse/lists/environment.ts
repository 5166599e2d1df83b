import type { Command } from "../command.ts";
import type { Session } from "../session.ts";
import { refuseArgument, sliceArgument } from "../source-line.ts";
import { readVariable } from "./process.ts";

/** Reads `setenv!NAME=VALUE`; later lines see the value too. */
export const setVariable = (session: Session, { argument }: Command): void => {
  const equals = argument.text.indexOf("=");
  if (equals < 1)
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: equals < 0 ? "the value of the variable is missing" : "the name of the variable is missing",
      found: argument.text,
      expected: "setenv!NAME=VALUE",
    });
  const name = readVariable(sliceArgument(argument, 0, equals));
  const value = argument.text.slice(equals + 1);
  session.environment[name] = value;
  session.policy.variables.push({ kind: "set", name, value });
};

/** Reads `unsetenv!NAME`; the name may be a pattern, which is an extension of ours. */
export const unsetVariable = (session: Session, { argument }: Command): void => {
  const name = readVariable(argument);
  delete session.environment[name];
  session.policy.variables.push({ kind: "unset", name });
};

/** Carries out `clearenv`: everything but our own variables goes. */
export const clearVariables = (session: Session): void => {
  for (const name of Object.keys(session.environment)) if (!name.startsWith("SYD_")) delete session.environment[name];
  session.policy.variables.push({ kind: "clear" });
};
