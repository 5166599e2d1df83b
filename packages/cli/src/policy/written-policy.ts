import { PolicyControl } from "@sbx/core";
import { checkEnforceable, type Strictness } from "./enforceable.ts";
import { loadPolicy, type PolicyUser } from "./load-policy.ts";
import type { PolicyArgument } from "./policy-options.ts";
import type { RunPolicy } from "./run-policy.ts";

/** Reads a policy in the language for a run. */
export function readRunPolicy(sources: readonly PolicyArgument[], user: PolicyUser, strictness: Strictness): RunPolicy {
  const { policy } = loadPolicy(sources, user);
  return {
    policy,
    missing: checkEnforceable(policy, strictness),
    control: (runtime, kernel) => new PolicyControl(runtime, kernel),
  };
}
