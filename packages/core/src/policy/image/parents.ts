import { compileRuleSet } from "@sbx/glob";
import { ALLOW } from "../action.ts";
import { CATEGORY_INDEX } from "../category/category.ts";
import type { Policy } from "../policy.ts";
import { decodeUtf8, encodeUtf8 } from "../utf8.ts";

/** A name keeps what these say of it only while the directories above it keep their names. */
const ABOUT_NAMES = [CATEGORY_INDEX.rename, CATEGORY_INDEX.walk];

/** Characters of patterns that may reach over a slash. */
const BEYOND_COMPONENT = /\*\*|[{[\\]/;

/** Patterns of the directories above a pattern, as far as they are told by its components. */
function above(pattern: Uint8Array): readonly string[] {
  const text = decodeUtf8(pattern);
  if (!text.startsWith("/") || text.includes("\ufffd")) return [];
  const components = text.slice(1).split("/").slice(0, -1);
  const clear = components.findIndex((component) => BEYOND_COMPONENT.test(component));
  const told = clear < 0 ? components : components.slice(0, clear);
  // `/a/***` speaks of `/a` itself.
  const own = text.endsWith("/***") && clear < 0 ? 1 : 0;
  return told.slice(0, told.length - own).map((_, index) => `/${told.slice(0, index + 1).join("/")}`);
}

/**
 * Compiles the directories that must not be moved, because a rule withholds names below them: under another name of the
 * directory it would not hold. Empty where there are none.
 */
export function parentSet(policy: Policy): Uint32Array | undefined {
  const patterns = new Set<string>();
  for (const category of ABOUT_NAMES) {
    if (policy.enabled[category] !== true) continue;
    for (const rule of policy.rules[category] ?? [])
      if (rule.kind === "path" && rule.action !== ALLOW) for (const text of above(rule.bytes)) patterns.add(text);
  }
  return patterns.size === 0 ? undefined : compileRuleSet([...patterns].map((text) => encodeUtf8(text)));
}
