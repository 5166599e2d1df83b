import type { ActionIndex } from "../action.ts";
import type { CategoryIndex } from "../category/category.ts";
import type { Facility } from "../category/category-set.ts";
import type { Origin } from "../errors.ts";
import type { AddressRange, PortRange } from "../network/pattern.ts";
import { Policy, type DefaultKey, type OptionValue, type VariableEdit } from "../policy.ts";
import type { Rule } from "../rule.ts";
import { encodeUtf8 } from "../utf8.ts";
import type { Places } from "./template.ts";

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
  /** Lists of categories that rules share. */
  readonly categories: readonly (readonly CategoryIndex[])[];
  readonly rules: readonly PreparedRule[];
}

/** A rule: in its line a place ("" for none) stands between head and tail; the pattern is the place and the tail. */
export type PreparedRule = readonly [
  line: number,
  action: ActionIndex,
  categories: number,
  head: string,
  place: string,
  tail: string,
  network?: PreparedNetwork,
];

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

const addRules = (policy: Policy, { name, categories, rules }: PreparedProfile, places: Places): void => {
  let shift = 0;
  for (const prepared of rules) {
    const [line, , list, , place] = prepared;
    const paths = place === "" ? [""] : (places[place] ?? []);
    for (let index = 0; index < paths.length; index++) {
      const rule = ruleOf(prepared, paths[index]!, { file: name, line: line + shift + index, column: 1 });
      for (const category of categories[list]!) policy.rules[category]!.push(rule);
    }
    shift += paths.length - 1;
  }
};

const ruleOf = ([, action, , head, , tail, network]: PreparedRule, path: string, origin: Origin): Rule => {
  const pattern = path + tail;
  const text = head + pattern;
  if (network === undefined) return { action, text, origin, kind: "path", pattern, bytes: encodeUtf8(pattern) };
  const ranges = network.ranges.map((range) => ({ ...range, address: Uint8Array.from(range.address) }));
  return { action, text, origin, kind: "address", pattern, network: { ...network, ranges } };
};
