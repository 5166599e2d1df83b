import type { Policy } from "@sbx/core";
import { defaultPolicy } from "@sbx/core";
import type { OpenPolicy } from "@sbx/native";
import type { Strictness } from "./enforceable.ts";
import { hostFacts } from "./host/host-facts.ts";
import type { PolicyUser } from "./load-policy.ts";
import type { PolicyArgument } from "./policy-options.ts";

/** A policy to run under. */
export interface RunPolicy {
  readonly policy: Policy;
  /** A sentence for each thing that the policy asks for and does not get. */
  readonly missing: readonly string[];
  /** Makes what carries out the program's commands to its policy, where it may give any. */
  readonly control?: OpenPolicy["control"];
}

/**
 * Reads the policy of a run. The default alone was read ahead; for all others the policy language is loaded.
 * @throws {PolicyError}, {@link PolicyFileError} and {@link NotEnforceableError}
 */
export async function loadRunPolicy(
  sources: readonly PolicyArgument[],
  user: PolicyUser,
  strictness: Strictness,
): Promise<RunPolicy> {
  const [first, ...more] = sources;
  if (first?.kind === "profile" && first.name === "default" && more.length === 0) {
    const policy = defaultPolicy(hostFacts(user.environment, user.cwd));
    if (policy !== undefined) return { policy, missing: [] };
  }
  const { readRunPolicy } = await import("./written-policy.ts");
  return readRunPolicy(sources, user, strictness);
}
