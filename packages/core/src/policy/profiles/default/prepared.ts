import type { ActionIndex } from "../../action.ts";
import type { CategoryIndex } from "../../category/category.ts";
import type { Facility } from "../../category/category-set.ts";
import type { Origin } from "../../errors.ts";
import type { AddressRange, PortRange } from "../../network/pattern.ts";
import { Policy, type DefaultKey, type OptionValue, type VariableEdit } from "../../policy.ts";
import type { Rule } from "../../rule.ts";
import { encodeUtf8 } from "../../utf8.ts";
import { placesOf, type Places } from "../template.ts";

/** A profile as its lines were read ahead, when sbx was built: data for JSON. Lines are those of the template. */
export interface PreparedProfile {
  /** Name of the text, for origins. */
  readonly name: string;
  readonly enabled: readonly boolean[];
  readonly defaults: readonly ActionIndex[];
  readonly facilities: Readonly<Record<Facility, boolean>>;
  readonly facilityDefaults: Readonly<Record<DefaultKey, ActionIndex>>;
  readonly mentions: readonly (readonly [facility: Facility, text: string, line: number])[];
  readonly options: readonly (readonly [name: string, value: OptionValue, text: string, line: number])[];
  readonly lists: readonly (readonly [name: string, item: string, text: string, line: number])[];
  readonly variables: readonly VariableEdit[];
  /** Categories that have the same rules. */
  readonly groups: readonly (readonly CategoryIndex[])[];
  /** Lists of groups, each for some of the rules. */
  readonly groupLists: readonly (readonly number[])[];
  readonly rules: readonly PreparedRule[];
}

/** A rule: in its line a place ("" for none) stands between head and tail; the pattern is the place and the tail. */
export interface PreparedRule {
  readonly line: number;
  readonly action: ActionIndex;
  /** Number of the list of groups that have it. */
  readonly groups: number;
  readonly head: string;
  readonly place: string;
  readonly tail: string;
  readonly network?: PreparedNetwork;
}

/** What an address rule matches, with numbers for bytes. */
export interface PreparedNetwork {
  readonly ranges: readonly (Omit<AddressRange, "address"> & { readonly address: readonly number[] })[];
  readonly ports: readonly PortRange[];
  readonly protocols: readonly number[];
}

/** Paths in a row that mean themselves as a pattern and in a line: printable, without what is special in either. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[ !"#%-),-.0->@-Z\]^-~]+)+$/;

/** Makes the policy that the text of the profile would, with these places; undefined where a path must be written otherwise. */
export const readPrepared = (prepared: PreparedProfile, places: Places): Policy | undefined => {
  if (!PLAIN.test(Object.values(places).flat().join(""))) return undefined;
  const policy = new Policy();
  const originOf = (line: number): Origin => ({ file: prepared.name, line, column: 1 });
  policy.enabled.splice(0, Infinity, ...prepared.enabled);
  policy.defaults.splice(0, Infinity, ...prepared.defaults);
  Object.assign(policy.facilities, prepared.facilities);
  Object.assign(policy.facilityDefaults, prepared.facilityDefaults);
  for (const [name, text, line] of prepared.mentions) policy.facilityMentions[name] = { text, origin: originOf(line) };
  for (const [name, value, text, line] of prepared.options)
    policy.options.set(name, { value, text, origin: originOf(line) });
  for (const [name, item, text, line] of prepared.lists) {
    const items = policy.lists.get(name) ?? [];
    items.push({ item, text, origin: originOf(line) });
    policy.lists.set(name, items);
  }
  policy.variables.push(...prepared.variables);
  addRules(policy, prepared, places);
  return policy;
};

const addRules = (policy: Policy, prepared: PreparedProfile, places: Places): void => {
  const lists = prepared.groups.map((): Rule[] => []);
  fillLists(lists, prepared, places);
  prepared.groups.forEach((categories, group) => {
    for (const category of categories) policy.rules[category] = lists[group]!.slice();
  });
};

const fillLists = (lists: readonly Rule[][], { name, groupLists, rules }: PreparedProfile, places: Places): void => {
  let shift = 0;
  for (const prepared of rules) {
    const paths = prepared.place === "" ? NO_PLACE : placesOf(places, prepared.place);
    const groups = groupLists[prepared.groups]!;
    for (let index = 0; index < paths.length; index++) {
      const rule = ruleOf(prepared, paths[index]!, { file: name, line: prepared.line + shift + index, column: 1 });
      for (let at = 0; at < groups.length; at++) lists[groups[at]!]!.push(rule);
    }
    shift += paths.length - 1;
  }
};

const NO_PLACE: readonly string[] = [""];

const ruleOf = ({ action, head, tail, network }: PreparedRule, path: string, origin: Origin): Rule => {
  const pattern = path + tail;
  const text = head + pattern;
  if (network === undefined) return { action, text, origin, kind: "path", pattern, bytes: encodeUtf8(pattern) };
  const ranges = network.ranges.map((range) => ({ ...range, address: Uint8Array.from(range.address) }));
  return { action, text, origin, kind: "address", pattern, network: { ...network, ranges } };
};
