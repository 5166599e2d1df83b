import { ACTIONS, ALLOW, DENY, EXIT, KILL, PANIC, STOP, type ActionIndex } from "../../action.ts";
import type { CategoryIndex } from "../../category/category.ts";
import { CATEGORY_SETS, NETWORK_CATEGORIES } from "../../category/category-set.ts";
import { parseNetworkPattern } from "../../network/parse-pattern.ts";
import type { Rule } from "../../rule.ts";
import { parseNameList } from "../category-list.ts";
import type { Operator } from "../command.ts";
import { expandArgument } from "../expand.ts";
import { requireNarrowing } from "./lock.ts";
import { parsePathPattern } from "../path-pattern.ts";
import { originOf, refuse, type Argument, type SourceLine } from "../source-line.ts";
import type { Session } from "../session.ts";

const RULE_SETS: ReadonlyMap<string, readonly CategoryIndex[]> = new Map(
  [...CATEGORY_SETS].filter(([name]) => name !== "ioctl"),
);

/** Reads the operator at `at`, one of `allowed`. */
export const operatorAt = (line: SourceLine, at: number, allowed: string, example: string): Operator => {
  const found = line.text[at];
  if (found !== undefined && allowed.includes(found)) return found as Operator;
  throw refuse(line, at, {
    code: "ERR_POLICY_OPERATOR",
    message: found === undefined ? "the operator is missing" : `"${found}" cannot stand here`,
    found,
    expected: `one of ${[...allowed].join(" ")}`,
    suggestion: example,
  });
};

/** Reads `ACTION/CATEGORIES(+|-|^)PATTERN`; `at` is where the categories begin. */
export const readRule = (session: Session, line: SourceLine, action: ActionIndex, at: number): void => {
  const { categories, end } = categoriesAt(session, line, at);
  const operator = operatorAt(line, end, "+-^", `${line.text.slice(0, end)}+/path/***`);
  const argument = expandArgument(line, end + 1, session.environment);
  if (argument.text === "" && operator === "^")
    throw refuse(line, end, {
      code: "ERR_POLICY_PATTERN",
      message: "^ needs the pattern whose rules it removes",
      expected: `${ACTIONS[action]}/CATEGORY^PATTERN`,
    });
  requireNarrowing(session, line, narrows(action, operator));
  const rule = ruleOf(argument, action, categories);
  for (const category of categories)
    if (operator === "+") session.policy.addRule(category, rule);
    else session.policy.removeRule(category, action, rule.pattern, operator === "-" ? "last" : "all");
};

interface CategoryList {
  readonly categories: ReadonlySet<CategoryIndex>;
  readonly end: number;
}

/** Reads the categories from `at` on. A list in front of a `+` that was read before is not read again. */
const categoriesAt = (session: Session, line: SourceLine, at: number): CategoryList => {
  const plus = line.text.indexOf("+", at);
  const known = plus < 0 ? undefined : session.categoryLists.get(line.text.slice(at, plus));
  if (known !== undefined) return { categories: known, end: plus };
  const { names, end } = parseNameList(line, at, RULE_SETS, "category");
  const categories = new Set(names.flatMap((name) => RULE_SETS.get(name) ?? []));
  session.categoryLists.set(line.text.slice(at, end), categories);
  return { categories, end };
};

/** Actions whose rules may be added when only narrowing is allowed. */
const NARROWING: ReadonlySet<ActionIndex> = new Set([DENY, PANIC, STOP, KILL, EXIT]);

const narrows = (action: ActionIndex, operator: Operator): boolean =>
  operator === "+" ? NARROWING.has(action) : action === ALLOW;

const startsName = (text: string): boolean =>
  text === "" || text.startsWith("/") || text.startsWith("@") || text.startsWith("!");

/** The rule that an argument stands for. */
const ruleOf = (argument: Argument, action: ActionIndex, categories: ReadonlySet<CategoryIndex>): Rule => {
  const { line } = argument;
  const base = { action, text: line.text, origin: originOf(line, 0) };
  const onlyNetwork = [...categories].every((category) => NETWORK_CATEGORIES.has(category));
  if (!onlyNetwork || startsName(argument.text)) return pathRule(base, argument);
  const parsed = parseNetworkPattern(argument);
  if (parsed.kind === "path") return pathRule(base, parsed.argument);
  return { ...base, kind: "address", pattern: parsed.text, network: parsed.network };
};

const pathRule = (base: Pick<Rule, "action" | "text" | "origin">, argument: Argument): Rule => {
  const pattern = parsePathPattern(argument);
  return { ...base, kind: "path", pattern: pattern.text, bytes: pattern.bytes };
};
