import { CATEGORIES } from "../policy/category/category.ts";
import type { Category } from "../policy/category/category.ts";
import type { FilterContext } from "../syscalls/context.ts";
import { OPTIONS } from "../syscalls/options-table.ts";
import type { OptionName } from "../syscalls/options-table.ts";

/** A run for tests: what is guarded, which options are in force, and anything else that differs from an ordinary user's run. */
export function testContext(
  guarded: readonly Category[] | "all" = [],
  inForce: readonly OptionName[] | "all" | "default" = "default",
  rest: Partial<FilterContext> = {},
): FilterContext {
  const categories = new Set(guarded === "all" ? CATEGORIES : guarded);
  const options = new Set(
    typeof inForce === "string"
      ? OPTIONS.filter((option) => inForce === "all" || option.byDefault).map((option) => option.name)
      : inForce,
  );
  return {
    arch: "x64",
    isGuarded: (category) => categories.has(category),
    hardening: (option) => options.has(option),
    protectedPids: [4242, 4243],
    uid: 1000,
    gid: 1001,
    hasCapabilities: false,
    signalScope: true,
    ...rest,
  };
}
