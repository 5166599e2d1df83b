import type { Policy } from "../policy.ts";
import type { Rule } from "../rule.ts";

const WILDCARD = /[*?[]/;

/** What later rules of a category cover: patterns, and directories with everything below. */
interface Cover {
  readonly patterns: Map<string, Rule>;
  readonly trees: Map<string, Rule>;
}

/** The rule that covers a pattern, by the directories of the part before its first wildcard. */
const coverOf = (cover: Cover, pattern: string): Rule | undefined => {
  const same = cover.patterns.get(pattern);
  if (same !== undefined || !pattern.startsWith("/")) return same;
  const wildcard = pattern.search(WILDCARD);
  const literal = wildcard < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf("/", wildcard));
  for (let path = literal; ; path = path.slice(0, path.lastIndexOf("/"))) {
    const tree = cover.trees.get(path === "/" ? "" : path);
    if (tree !== undefined) return tree;
    if (path === "" || path === "/") return undefined;
  }
};

/** Rules that never decide, because a later one covers what they match in every category they are in, with that one. */
export const shadowedRules = (policy: Policy): Map<Rule, Rule> => {
  const shadowed = new Map<Rule, Rule>();
  const alive = new Set<Rule>();
  for (const rules of policy.rules) {
    const cover: Cover = { patterns: new Map(), trees: new Map() };
    for (const rule of rules.toReversed()) {
      const by = rule.kind === "path" ? coverOf(cover, rule.pattern) : undefined;
      if (by === undefined) alive.add(rule);
      else shadowed.set(rule, by);
      if (rule.kind === "address") continue;
      cover.patterns.set(rule.pattern, rule);
      const tree = rule.pattern.endsWith("/***") ? rule.pattern.slice(0, -4) : undefined;
      if (tree !== undefined && !WILDCARD.test(tree)) cover.trees.set(tree, rule);
    }
  }
  for (const rule of alive) shadowed.delete(rule);
  return shadowed;
};
