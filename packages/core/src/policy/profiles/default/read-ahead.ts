import type { CategoryIndex } from "../../category/category.ts";
import type { Mention } from "../../errors.ts";
import { parsePolicy } from "../../parse/parse-policy.ts";
import type { Policy } from "../../policy.ts";
import type { Rule } from "../../rule.ts";
import { decodeUtf8 } from "../../utf8.ts";
import { DEFAULT_TEMPLATE } from "./profile.ts";
import type { PreparedNetwork, PreparedProfile, PreparedRule } from "./prepared.ts";
import { fillTemplate, placeNames, type Places } from "../template.ts";

/** A path for each place that no path of a host is. */
const MARKS: Places = Object.fromEntries([...placeNames(DEFAULT_TEMPLATE)].map((name) => [name, [`/{${name}}`]]));
const MARK = /^\/\{([A-Z]+)\}/;

/** Reads the profile `default` ahead: everything but what stands in its places. */
export const prepareDefault = (): PreparedProfile => {
  const name = "profile default";
  const text = fillTemplate(DEFAULT_TEMPLATE, MARKS);
  const { policy } = parsePolicy([{ kind: "profile", name: "default" }], { environment: {}, profileText: () => text });
  if (policy.masks.length + policy.blocked.length + policy.domains.size > 0 || policy.lock !== undefined)
    throw new Error("the profile has what cannot be prepared");
  const groups = groupsOf(policy);
  const groupLists: number[][] = [];
  const rules = rulesInOrder(policy).map((rule) => {
    const has = groups.flatMap(([category = 0], group) => (policy.rules[category]?.includes(rule) ? [group] : []));
    return prepareRule(rule, numberOf(groupLists, has));
  });
  const firstPlace = rules.find(({ place }) => place !== "")?.line ?? 0;
  const lineOf = ({ origin }: Mention): number => {
    if (origin.line < firstPlace) return origin.line;
    throw new Error(`line ${origin.line} is behind one with a place: it must be a rule`);
  };
  return {
    name,
    enabled: policy.enabled,
    defaults: policy.defaults,
    facilities: policy.facilities,
    facilityDefaults: policy.facilityDefaults,
    mentions: Object.entries(policy.facilityMentions).map(
      ([facility, mention]) => [facility as keyof Policy["facilities"], mention.text, lineOf(mention)] as const,
    ),
    options: [...policy.options].map(([option, setting]) => [option, setting.value, setting.text, lineOf(setting)]),
    lists: [...policy.lists].flatMap(([list, items]) =>
      items.map((item) => [list, item.item, item.text, lineOf(item)] as const),
    ),
    variables: policy.variables,
    groups,
    groupLists,
    rules,
  };
};

const rulesInOrder = (policy: Policy): readonly Rule[] =>
  [...new Set(policy.rules.flat())].sort((left, right) => left.origin.line - right.origin.line);

/** The categories, together with those that have the same rules. */
const groupsOf = (policy: Policy): readonly (readonly CategoryIndex[])[] => {
  const rules = rulesInOrder(policy);
  const groups = new Map<string, CategoryIndex[]>();
  for (const [category, list] of policy.rules.entries()) {
    const key = list.map((rule) => rules.indexOf(rule)).join();
    groups.set(key, [...(groups.get(key) ?? []), category]);
  }
  return [...groups.values()];
};

/** The number of a list among those that are known; a new one is added. */
const numberOf = (known: number[][], list: number[]): number => {
  const at = known.findIndex((other) => other.join() === list.join());
  return at < 0 ? known.push(list) - 1 : at;
};

const prepareRule = (rule: Rule, groups: number): PreparedRule => {
  const { text, pattern, action, origin } = rule;
  if (!text.endsWith(pattern)) throw new Error(`${text}: its pattern is not what is written`);
  const head = text.slice(0, text.length - pattern.length);
  const place = MARK.exec(pattern);
  const tail = place === null ? pattern : pattern.slice(place[0].length);
  if (rule.kind === "path" && decodeUtf8(rule.bytes) !== pattern) throw new Error(`${text}: its bytes are others`);
  const known = { line: origin.line, action, groups, head, place: place?.[1] ?? "", tail };
  return rule.kind === "path" ? known : { ...known, network: prepareNetwork(rule.network) };
};

const prepareNetwork = ({ ranges, ...rest }: Extract<Rule, { kind: "address" }>["network"]): PreparedNetwork => ({
  ...rest,
  ranges: ranges.map((range) => ({ ...range, address: [...range.address] })),
});
