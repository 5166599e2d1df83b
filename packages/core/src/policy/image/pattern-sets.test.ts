import { openRuleSet, compileRuleSet } from "@sbx/glob";
import { describe, expect, test } from "vitest";
import {
  ACTIONS,
  actionOf,
  CATEGORIES,
  compilePolicy,
  openPolicy,
  parsePolicy,
  ruleOf,
  type Policy,
} from "../index.ts";
import type { PathRule } from "../rule.ts";
import { encodeUtf8 } from "../utf8.ts";

const COMPONENTS = ["a", "b", "etc", "home", "*", "**", "x?", "[a-c]"];
const SHARED = ["read", "stat", "write", "exec", "create", "delete", "sendfd", "recvfd", "net/connect"];

/** Numbers from 0 up to a limit, always the same for a seed. */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const line = (next: (below: number) => number): string => {
  const categories = SHARED.filter(() => next(3) > 0);
  const depth = 1 + next(3);
  const path = Array.from({ length: depth }, () => COMPONENTS[next(COMPONENTS.length)]).join("/");
  const pattern = next(20) === 0 ? "!all" : next(20) === 0 ? "127.0.0.1!80" : `/${path}${next(3) === 0 ? "/***" : ""}`;
  const suitable = pattern.startsWith("1") ? ["net/connect"] : categories.length === 0 ? ["read"] : categories;
  return `${["allow", "deny", "warn"][next(3)]}/${suitable.join(",")}+${pattern}`;
};

/** Moves a rule within one category, so that no order suits all. */
const shuffle = (policy: Policy, next: (below: number) => number): void => {
  const list = policy.rules[next(CATEGORIES.length)]!;
  const [moved] = list.splice(next(list.length + 1), 1);
  if (moved !== undefined) list.splice(next(list.length + 1), 0, moved);
};

const expected = (policy: Policy, category: number, name: Uint8Array): readonly [action: string, rule: number] => {
  if (policy.enabled[category] !== true) return ["allow", -1];
  const rules = policy.rules[category]!;
  const any = CATEGORIES[category] === "sendfd" || CATEGORIES[category] === "recvfd";
  const bytesOf = (rule: PathRule): Uint8Array => (any && rule.pattern === "!all" ? encodeUtf8("!**") : rule.bytes);
  const rule = rules.findLastIndex(
    (one) => one.kind === "path" && openRuleSet(compileRuleSet([bytesOf(one)])).match(name, 0, name.length) === 0,
  );
  return [ACTIONS[rule < 0 ? policy.defaults[category]! : rules[rule]!.action]!, rule];
};

describe("every category decides by its own rules, the last that matches, whatever sets they share", () => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))("random policy %d", (seed) => {
    const next = numbersFrom(seed);
    const text = Array.from({ length: 25 }, () => line(next)).join("\n");
    const { policy } = parsePolicy([{ kind: "file", name: "p", text }], { environment: {} });
    if (seed % 3 === 0) shuffle(policy, next);
    const sealed = openPolicy(compilePolicy(policy));
    const names = ["/a", "/a/b", "/b/x1/c", "/etc", "/etc/a/b", "/home/b", "/xy", "!all", "!pipe", "/"];
    for (const name of names.map((one) => encodeUtf8(one))) {
      const verdicts = CATEGORIES.map((_, category) => sealed.decide(category, name, 0, name.length));
      expect(verdicts.map((verdict) => [ACTIONS[actionOf(verdict)], ruleOf(verdict)])).toEqual(
        CATEGORIES.map((_, category) => expected(policy, category, name)),
      );
    }
  });
});

test("rules that most categories have are compiled once", () => {
  const lines = Array.from({ length: 100 }, (_, index) => `allow/read,stat+/srv/${index}/***\n`);
  const own = compilePolicy(
    parsePolicy([{ kind: "file", name: "p", text: lines.join("") }], { environment: {} }).policy,
  );
  const more = `${lines.join("")}deny/stat+/srv/x\ndeny/read+/srv/y\n`;
  const merged = compilePolicy(parsePolicy([{ kind: "file", name: "p", text: more }], { environment: {} }).policy);
  expect(merged.length).toBeLessThan(own.length * 1.2);
});
