import { compileRuleSet } from "@sbx/glob";
import { CATEGORIES, CATEGORY_INDEX, type CategoryIndex } from "../category/category.ts";
import { compileRanges } from "../network/compile-ranges.ts";
import { optionWords } from "../options/option-words.ts";
import type { ListItem, Policy } from "../policy.ts";
import type { AddressRule, MaskRule, PathRule, Rule } from "../rule.ts";
import { encodeUtf8 } from "../utf8.ts";
import { filesystemTable } from "./filesystem-part.ts";
import { ImageWriter } from "./image-writer.ts";
import { FS_TYPE_WORDS, HEADER, HEADER_WORDS, MAGIC, RULE_WORDS, VERSION } from "./layout.ts";
import { parentSet } from "./parents.ts";
import { writePatternSets, type SetPlace } from "./pattern-sets.ts";

/** Compiles a policy to the image that emulators read: one position-independent buffer, to be aligned to 4 bytes. */
export const compilePolicy = (policy: Policy): Uint8Array => {
  const writer = new ImageWriter(HEADER_WORDS);
  const state: State = { writer, numbers: new Map(), table: [], maps: new Map(), ruleLists: new Map() };
  const lists = CATEGORIES.map((_, category) => rulesOf(policy, category).filter(isPathRule));
  const entries = placesOf(writer, lists).flatMap((place, category) => {
    const rules = rulesOf(policy, category);
    return categoryEntry(state, policy, {
      category,
      rules,
      place,
      onlyPaths: lists[category]?.length === rules.length,
    });
  });
  const masks = maskParts(state, policy.masks);
  const filesystems = filesystemPart(state, policy);
  const parents = parentSet(policy) ?? new Uint32Array();
  const blocked = [{ rule: 0, network: { ranges: policy.blocked, ports: [{ first: 0, last: 65535 }], protocols: [] } }];
  const header: Partial<Record<keyof typeof HEADER, number>> = {
    magic: MAGIC,
    version: VERSION,
    categories: writer.add(entries),
    rules: writer.add(state.table),
    ruleCount: state.table.length / RULE_WORDS,
    ...optionPart(writer, policy),
    block4: policy.blocked.length === 0 ? 0 : writer.add(compileRanges(blocked, 4)),
    block6: policy.blocked.length === 0 ? 0 : writer.add(compileRanges(blocked, 6)),
    blockDefault: policy.facilityDefaults.block,
    parentSet: parents.length === 0 ? 0 : writer.add(parents),
    parentSetLength: parents.length,
    ...filesystems,
    ...masks,
  };
  return writer.finish((words, strings, stringBytes) => {
    const full = { ...header, strings, stringBytes, length: words.length };
    for (const [name, at] of Object.entries(HEADER)) words[at] = full[name as keyof typeof HEADER] ?? 0;
  });
};

interface State {
  readonly writer: ImageWriter;
  /** Number of each rule in the table of all. */
  readonly numbers: Map<{ readonly text: string }, number>;
  readonly table: number[];
  /** Maps that were written: several categories often share one. */
  readonly maps: Map<Uint32Array, number>;
  /** Lists of rules that were written, by the place of their patterns: where all are patterns, it says which they are. */
  readonly ruleLists: Map<SetPlace, number>;
}

const ruleNumber = (state: State, rule: Rule | MaskRule | ListItem): number => {
  const known = state.numbers.get(rule);
  if (known !== undefined) return known;
  const number = state.numbers.size;
  state.numbers.set(rule, number);
  const { file, line, column } = rule.origin;
  state.table.push(...state.writer.addString(rule.text), ...state.writer.addString(file), line, column);
  return number;
};

/** The rules of a category that is off have no say: the image does without them. */
const rulesOf = (policy: Policy, category: CategoryIndex): readonly Rule[] =>
  policy.enabled[category] === true ? (policy.rules[category] ?? []) : [];

const isPathRule = (rule: Rule): rule is PathRule => rule.kind === "path";

const DESCRIPTORS: readonly CategoryIndex[] = [CATEGORY_INDEX.sendfd, CATEGORY_INDEX.recvfd];

/** The sets of all categories. `!all` of the two categories of descriptors means every one: they have sets of their own. */
const placesOf = (writer: ImageWriter, lists: readonly (readonly PathRule[])[]): readonly SetPlace[] => {
  const special = DESCRIPTORS.filter((category) => lists[category]?.some(isAny));
  const ordinary = lists.map((list, category) => (special.includes(category) ? [] : list));
  const places = [...writePatternSets(writer, ordinary, (rule) => rule.bytes)];
  for (const category of special) places[category] = writePatternSets(writer, [lists[category]!], descriptorBytes)[0]!;
  return places;
};

const ANY_DESCRIPTOR = encodeUtf8("!**");

const isAny = (rule: PathRule): boolean => rule.pattern === "!all";

const descriptorBytes = (rule: PathRule): Uint8Array => (isAny(rule) ? ANY_DESCRIPTOR : rule.bytes);

interface CategoryRules {
  readonly category: CategoryIndex;
  readonly rules: readonly Rule[];
  /** Where the patterns of the rules are. */
  readonly place: SetPlace;
  /** Whether every rule is a pattern. */
  readonly onlyPaths: boolean;
}

const categoryEntry = (state: State, policy: Policy, listed: CategoryRules): number[] => {
  const { writer } = state;
  const { category, rules, place, onlyPaths } = listed;
  const addresses = onlyPaths ? [] : addressesOf(rules);
  return [
    (policy.enabled[category] === true ? 1 : 0) | ((policy.defaults[category] ?? 0) << 4),
    rules.length,
    onlyPaths ? sharedRules(state, rules, place) : writeRules(state, rules),
    place.set,
    place.setLength,
    mapPart(state, listed),
    addresses.length === 0 ? 0 : writer.add(compileRanges(addresses, 4)),
    addresses.length === 0 ? 0 : writer.add(compileRanges(addresses, 6)),
    place.mask,
  ];
};

const addressesOf = (rules: readonly Rule[]): { rule: number; network: AddressRule["network"] }[] =>
  rules.flatMap((rule, index) => (rule.kind === "address" ? [{ rule: index, network: rule.network }] : []));

const writeRules = (state: State, rules: readonly Rule[]): number =>
  state.writer.add(rules.map((rule) => rule.action | (ruleNumber(state, rule) << 4)));

const sharedRules = (state: State, rules: readonly Rule[], place: SetPlace): number => {
  const known = state.ruleLists.get(place) ?? writeRules(state, rules);
  state.ruleLists.set(place, known);
  return known;
};

/** Writes which rule each pattern of the set is; 0 where pattern and rule have the same number. */
const mapPart = ({ writer, maps }: State, { rules, place: { set, positions }, onlyPaths }: CategoryRules): number => {
  if (set === 0) return 0;
  if (onlyPaths) {
    if (positions === undefined) return 0;
    const known = maps.get(positions) ?? writer.add(positions);
    maps.set(positions, known);
    return known;
  }
  const indices = rules.flatMap((rule, index) => (isPathRule(rule) ? [index] : []));
  return writer.add(positions === undefined ? indices : positions.map((position) => indices[position] ?? 0));
};

const maskParts = (state: State, masks: readonly MaskRule[]): Partial<Record<keyof typeof HEADER, number>> => {
  if (masks.length === 0) return {};
  const words = compileRuleSet(masks.map((mask) => mask.bytes));
  const rows = masks.flatMap((mask) => [
    ...state.writer.addString(mask.file),
    ...state.writer.addString(mask.directory ?? ""),
    ruleNumber(state, mask),
  ]);
  return {
    maskSet: state.writer.add(words),
    maskSetLength: words.length,
    masks: state.writer.add(rows),
    maskCount: masks.length,
  };
};

const filesystemPart = (state: State, policy: Policy): Partial<Record<keyof typeof HEADER, number>> => {
  const table = filesystemTable(policy, (item) => ruleNumber(state, item));
  if (table === undefined) return {};
  const { words, otherwise } = table;
  return { fsFlags: 1 | (otherwise << 4), fsTypes: state.writer.add(words), fsCount: words.length / FS_TYPE_WORDS };
};

const optionPart = (writer: ImageWriter, policy: Policy): { options: number; optionCount: number } => {
  const words = optionWords(policy);
  return { options: writer.add(words), optionCount: words.length / 2 };
};
