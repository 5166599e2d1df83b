import { compileRuleSet, openRuleSet } from "@sbx/glob";
import type { Policy } from "@sbx/core";
import {
  UNSAFE_BEGINNINGS,
  UNSAFE_ENDINGS,
  UNSAFE_PARTS,
  UNSAFE_VERSION,
  UNSAFE_WHOLE,
} from "./unsafe-variables-table.ts";

/** Which variables of the caller a policy keeps from the program because they steer programs or may be secrets. */
export function unsafeNames(policy: Pick<Policy, "lists" | "options">): (name: string) => boolean {
  if (policy.options.get("trace/allow_unsafe_env")?.value === true) return () => false;
  const passed = policy.lists.get("passenv") ?? [];
  if (passed.length === 0) return isUnsafeName;
  const set = openRuleSet(compileRuleSet(passed.map(({ item }) => item)));
  return (name) => {
    const bytes = Buffer.from(name);
    return isUnsafeName(name) && set.match(bytes, 0, bytes.length) < 0;
  };
}

/** Whether a name is on the list of those that steer programs or may be secrets. */
export function isUnsafeName(name: string): boolean {
  return (
    UNSAFE_WHOLE.includes(name) ||
    UNSAFE_BEGINNINGS.some((beginning) => name.startsWith(beginning)) ||
    UNSAFE_PARTS.some((part) => name.includes(part)) ||
    UNSAFE_ENDINGS.some((ending) => name.endsWith(ending)) ||
    UNSAFE_VERSION.test(name)
  );
}
