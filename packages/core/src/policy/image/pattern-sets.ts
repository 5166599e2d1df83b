import { compileRuleSet } from "@sbx/glob";
import type { PathRule } from "../rule.ts";
import type { ImageWriter } from "./image-writer.ts";
import { mergeLists } from "./merge-lists.ts";

/** Where the patterns of a list lie in an image, and how its own are told. */
export interface SetPlace {
  readonly set: number;
  readonly setLength: number;
  /** What the set is asked with. */
  readonly mask: number;
  /** Index in the list of each pattern in the set; undefined where the set is the list. */
  readonly positions: Uint32Array | undefined;
}

/** The place of a list without patterns. */
const NOWHERE: SetPlace = { set: 0, setLength: 0, mask: -1, positions: undefined };

/** As many as a mask has bits. */
const MOST_LISTS = 32;

/** How much longer than a list the set may be that it is a part of: the patterns of others are met on the way. */
const MOST_TIMES = 4;

/**
 * Compiles the lists of patterns. Lists that are the same share a set, and those that are largely parts of the longest are
 * merged with it: most policies say the same of most categories, and a set costs more than anything else at the start.
 *
 * @param bytesOf - gives the pattern of a rule as the matcher reads it
 */
export const writePatternSets = (
  writer: ImageWriter,
  lists: readonly (readonly PathRule[])[],
  bytesOf: (rule: PathRule) => Uint8Array,
): readonly SetPlace[] => {
  const distinct: (readonly PathRule[])[] = [];
  const numbers = lists.map((list) => {
    const known = distinct.findIndex((other) => isSame(other, list));
    return known < 0 ? distinct.push(list) - 1 : known;
  });
  const places = new Map<readonly PathRule[], SetPlace>();
  const related = relatedLists(distinct);
  const merged = related.length < 2 ? undefined : mergeLists(related);
  if (merged !== undefined) {
    const { items, masks, positions } = merged;
    const words = compileRuleSet(items.map(bytesOf), { masks });
    const place = { set: writer.add(words), setLength: words.length };
    related.forEach((list, bit) => places.set(list, { ...place, mask: 1 << bit, positions: positions[bit] }));
  }
  for (const list of distinct) {
    if (list.length === 0) places.set(list, NOWHERE);
    if (places.has(list)) continue;
    const words = compileRuleSet(list.map(bytesOf));
    places.set(list, { ...NOWHERE, set: writer.add(words), setLength: words.length });
  }
  return numbers.map((number) => places.get(distinct[number]!)!);
};

const isSame = (left: readonly PathRule[], right: readonly PathRule[]): boolean =>
  left.length === right.length && left.every((rule, index) => rule === right[index]);

/** The longest list and those that share at least half of their rules with it or with what has joined it. */
const relatedLists = (lists: readonly (readonly PathRule[])[]): readonly (readonly PathRule[])[] => {
  const [longest = [], ...others] = lists.toSorted((left, right) => right.length - left.length);
  const union = new Set(longest);
  const related = [longest];
  for (const list of others) {
    if (related.length === MOST_LISTS || union.size > MOST_TIMES * list.length) break;
    const common = list.filter((rule) => union.has(rule)).length;
    if (2 * common < list.length) continue;
    related.push(list);
    for (const rule of list) union.add(rule);
  }
  return related;
};
