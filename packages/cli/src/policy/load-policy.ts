import type { ParsedPolicy, PolicyContext, PolicySource, ProfileContext } from "@sbx/core";
import { parsePolicy, PROFILE_NAMES, profileText } from "@sbx/core";
import { hostFacts } from "./host/host-facts.ts";
import { readPolicyFile } from "./policy-file.ts";
import type { PolicyArgument } from "./policy-options.ts";
import { policyVariables } from "./policy-variables.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** For whom a policy is read. */
export interface PolicyUser {
  readonly environment: Environment;
  readonly cwd: string;
}

/**
 * Reads the sources that the command line named into one policy.
 * @throws {PolicyError} from `@sbx/core` and {@link PolicyFileError}
 */
export function loadPolicy(sources: readonly PolicyArgument[], user: PolicyUser): ParsedPolicy {
  return parsePolicy(sources.map(readSource), policyContext(user));
}

/** What the parser needs from outside. */
export function policyContext(user: PolicyUser): PolicyContext {
  let facts: ProfileContext | undefined;
  return {
    environment: policyVariables(user),
    readPolicyFile: (path, includedFrom) => ({ name: path, text: readPolicyFile(besides(path, includedFrom)) }),
    profileText: (name) => profileText(name, () => (facts ??= hostFacts(user.environment, user.cwd))),
    profileNames: PROFILE_NAMES,
  };
}

function readSource(source: PolicyArgument): PolicySource {
  switch (source.kind) {
    case "profile":
      return source;
    case "file":
      return { kind: "file", name: source.path, text: readPolicyFile(source.path) };
    case "line":
      return { kind: "line", name: `-m #${source.number}`, text: source.text };
  }
}

/** A path in an `include` line is meant from the directory of the file that has the line. */
function besides(path: string, includedFrom: string): string {
  const slash = includedFrom.lastIndexOf("/");
  return path.startsWith("/") || slash < 0 ? path : `${includedFrom.slice(0, slash)}/${path}`;
}
