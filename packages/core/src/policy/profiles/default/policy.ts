import type { Policy } from "../../policy.ts";
import { defaultPlaces } from "./places.ts";
import { preparedDefault } from "./prepared-default.ts";
import { readPrepared } from "./prepared.ts";
import type { ProfileContext } from "../profile-text.ts";

/**
 * The policy that the profile `default` alone makes, without a parser: as `parsePolicy` would read it. Undefined where a path
 * of the host has characters that mean something in a pattern: then its text is to be parsed.
 */
export const defaultPolicy = (context: ProfileContext): Policy | undefined => {
  const policy = readPrepared(preparedDefault(), defaultPlaces(context));
  for (const [name, value] of context.variables ?? []) policy?.variables.push({ kind: "set", name, value });
  return policy;
};
