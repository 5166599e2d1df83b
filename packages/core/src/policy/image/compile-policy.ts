import { compileRuleSet } from "@sbx/glob";
import { CATEGORIES, CATEGORY_INDEX, type CategoryIndex } from "../category.ts";
import { compileRanges } from "../network/compile-ranges.ts";
import { optionWords } from "../options/option-words.ts";
import type { ListItem, Policy } from "../policy.ts";
import type { AddressRule, MaskRule, PathRule, Rule } from "../rule.ts";
import { encodeUtf8 } from "../utf8.ts";
import { filesystemTable } from "./filesystem-part.ts";
import { ImageWriter } from "./image-writer.ts";
import { FS_TYPE_WORDS, HEADER, HEADER_WORDS, MAGIC, RULE_WORDS, VERSION } from "./layout.ts";
import { parentSet } from "./parents.ts";

/** Compiles a policy to the image that emulators read: one position-independent buffer, to be aligned to 4 bytes. */
export const compilePolicy = (policy: Policy): Uint8Array => {
  const writer = new ImageWriter(HEADER_WORDS);
  const state: State = { writer, numbers: new Map(), table: [], sets: new Map() };
  const entries = CATEGORIES.flatMap((_, category) => categoryEntry(state, policy, category));
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
  /** Rule sets that were compiled, by the numbers of their rules: several categories often share one. */
  readonly sets: Map<string, readonly [offset: number, length: number]>;
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
const categoryEntry = (state: State, policy: Policy, category: CategoryIndex): number[] => {
  const rules = policy.enabled[category] === true ? (policy.rules[category] ?? []) : [];
  const numbers = rules.map((rule) => ruleNumber(state, rule));
  const paths = rules.filter((rule): rule is PathRule => rule.kind === "path");
  const [set, setLength] = patternSet(state, category, paths);
  const map = paths.length === rules.length ? [] : paths.map((rule) => rules.lastIndexOf(rule));
  const addresses = [...rules.entries()]
    .filter((entry): entry is [number, AddressRule] => entry[1].kind === "address")
    .map(([rule, { network }]) => ({ rule, network }));
  return [
    (policy.enabled[category] === true ? 1 : 0) | ((policy.defaults[category] ?? 0) << 4),
    rules.length,
    state.writer.add(rules.map((rule, index) => rule.action | ((numbers[index] ?? 0) << 4))),
    set,
    setLength,
    state.writer.add(map),
    addresses.length === 0 ? 0 : state.writer.add(compileRanges(addresses, 4)),
    addresses.length === 0 ? 0 : state.writer.add(compileRanges(addresses, 6)),
  ];
};

const ANY_DESCRIPTOR = encodeUtf8("!**");

/** What the matcher gets for a pattern: `!all` of the two categories of descriptors means every one. */
const globOf = (category: CategoryIndex, rule: PathRule): Uint8Array => {
  const descriptors = category === CATEGORY_INDEX.sendfd || category === CATEGORY_INDEX.recvfd;
  return descriptors && rule.pattern === "!all" ? ANY_DESCRIPTOR : rule.bytes;
};

const patternSet = (state: State, category: CategoryIndex, paths: readonly PathRule[]): readonly [number, number] => {
  if (paths.length === 0) return [0, 0];
  const special = paths.some((rule) => rule.pattern === "!all") ? `${category}:` : "";
  const key = special + paths.map((rule) => ruleNumber(state, rule)).join();
  const known = state.sets.get(key);
  if (known !== undefined) return known;
  const words = compileRuleSet(paths.map((rule) => globOf(category, rule)));
  const place = [state.writer.add(words), words.length] as const;
  state.sets.set(key, place);
  return place;
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
