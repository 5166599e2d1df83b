import { ACTIONS, type ActionIndex } from "../../action.ts";
import { CATEGORY_SETS, FACILITIES, type Facility } from "../../category/category-set.ts";
import type { DefaultKey, Policy } from "../../policy.ts";
import { parseNameList } from "../category-list.ts";
import { expandArgument } from "../expand.ts";
import { requireNarrowing } from "./lock.ts";
import { operatorAt } from "./rule.ts";
import { originOf, refuse, refuseArgument, type Argument, type SourceLine } from "../source-line.ts";
import type { Session } from "../session.ts";
import { nearest } from "../suggest.ts";
import { parseBoolean } from "../value.ts";

const FACILITY_NAMES: ReadonlySet<string> = new Set(FACILITIES);
const SWITCHES: ReadonlyMap<string, unknown> = new Map([
  ...[...CATEGORY_SETS.keys()].map((name) => [name, true] as const),
  ...FACILITIES.map((name) => [name, true] as const),
]);

/** Reads `sandbox/NAMES:BOOLEAN`; `at` is where the names begin. */
export const readSwitch = (session: Session, line: SourceLine, at: number): void => {
  const list = parseNameList(line, at, SWITCHES, "category");
  if (line.text[list.end] === "?")
    throw refuse(line, list.end, {
      code: "ERR_POLICY_OPERATOR",
      message: "a query has no place in a policy: it is asked at run time",
      found: "?",
      expected: ":on or :off",
    });
  operatorAt(line, list.end, ":", `${line.text.slice(0, list.end)}:on`);
  const on = parseBoolean(expandArgument(line, list.end + 1, session.environment));
  requireNarrowing(session, line, on);
  for (const name of list.names) {
    if (FACILITY_NAMES.has(name)) {
      session.policy.facilities[name as Facility] = on;
      session.policy.facilityMentions[name as Facility] = { text: line.text, origin: originOf(line, 0) };
    }
    for (const category of CATEGORY_SETS.get(name) ?? []) session.policy.enable(category, on);
  }
};

/** Actions that a default may not be, by what has it. */
const FORBIDDEN: Readonly<Record<DefaultKey, readonly string[]>> = {
  fs: [],
  mem: [],
  lock: ["allow", "filter", "panic", "stop", "abort", "exit"],
  pid: ["allow", "deny", "panic"],
  force: ["allow"],
  tpe: ["allow"],
  block: ["allow"],
  segvguard: ["allow"],
};

const DEFAULTS: ReadonlyMap<string, unknown> = new Map([
  ...[...CATEGORY_SETS.keys()].map((name) => [name, true] as const),
  ...Object.keys(FORBIDDEN).map((name) => [name, true] as const),
]);

/** Reads `default/NAMES:ACTION`; `at` is where the names begin. */
export const readDefault = (session: Session, line: SourceLine, at: number): void => {
  const list = parseNameList(line, at, DEFAULTS, "category");
  operatorAt(line, list.end, ":", `${line.text.slice(0, list.end)}:deny`);
  const argument = expandArgument(line, list.end + 1, session.environment);
  const action = parseAction(argument);
  const keys = list.names.filter((name): name is DefaultKey => Object.hasOwn(FORBIDDEN, name));
  for (const key of keys)
    if (FORBIDDEN[key].includes(ACTIONS[action] ?? ""))
      throw refuseArgument(argument, 0, {
        code: "ERR_POLICY_VALUE",
        message: `the default of ${key} cannot be ${argument.text}`,
        found: argument.text,
        expected: ACTIONS.filter((name) => !FORBIDDEN[key].includes(name)).join(", "),
      });
  requireNarrowing(session, line, isStricter(session.policy, list.names, action));
  applyDefault(session.policy, list.names, action);
};

const isStricter = (policy: Policy, names: readonly string[], action: ActionIndex): boolean =>
  names.every((name) => {
    const facility = Object.hasOwn(FORBIDDEN, name) ? policy.facilityDefaults[name as DefaultKey] : 0;
    const categories = CATEGORY_SETS.get(name) ?? [];
    return action >= facility && categories.every((category) => action >= (policy.defaults[category] ?? 0));
  });

const applyDefault = (policy: Policy, names: readonly string[], action: ActionIndex): void => {
  for (const name of names) {
    if (Object.hasOwn(FORBIDDEN, name)) policy.facilityDefaults[name as DefaultKey] = action;
    for (const category of CATEGORY_SETS.get(name) ?? []) policy.setDefault(category, action);
  }
};

/** Reads the name of an action. @throws {PolicyError} EINVAL */
export const parseAction = (argument: Argument): ActionIndex => {
  const index = ACTIONS.findIndex((name) => name === argument.text);
  if (index >= 0) return index;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message: `"${argument.text}" is no action`,
    found: argument.text,
    expected: ACTIONS.join(", "),
    suggestion: nearest(argument.text, ACTIONS),
  });
};
