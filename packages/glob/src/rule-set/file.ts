import type { Parsed } from "../pattern/tokenize.ts";
import {
  ANCHOR_COMPONENT,
  ANCHOR_DIRECTORY,
  ANCHOR_ENDING,
  ANCHOR_EXTENSION,
  ANCHOR_GRAM,
  ANCHOR_NAME,
  ANCHOR_STEM,
  ANCHOR_WHOLE,
  anchorsOf,
  ANCHOR_OPENING,
  gramsOf,
  isExact,
  plainAnchor,
  type Anchor,
} from "./anchors.ts";

/**
 * What it costs every text to look for an anchor of this kind, in patterns of a crowded list: those are tried from the last
 * down to the first that matches, so most of them cost nothing.
 */
const SURCHARGE: ReadonlyMap<number, number> = new Map([
  [ANCHOR_WHOLE, 0],
  [ANCHOR_DIRECTORY, 0],
  [ANCHOR_NAME, 1],
  [ANCHOR_ENDING, 6],
  [ANCHOR_OPENING, 6],
  [ANCHOR_EXTENSION, 6],
  [ANCHOR_STEM, 24],
  [ANCHOR_COMPONENT, 32],
  [ANCHOR_GRAM, 200],
]);

type Counts = Map<number, number>;

const surcharge = (kind: number): number => SURCHARGE.get(kind) ?? 0;

function count(anchors: readonly Anchor[], counts: Counts): void {
  for (const { key } of anchors) counts.set(key, (counts.get(key) ?? 0) + 1);
}

function cost(anchor: Anchor | undefined, counts: Counts): number {
  return anchor === undefined ? Infinity : (counts.get(anchor.key) ?? 0) + surcharge(anchor.kind);
}

function cheapest(anchors: readonly Anchor[], counts: Counts): Anchor | undefined {
  let best: Anchor | undefined;
  let bestCost = Infinity;
  for (const anchor of anchors) {
    const its = cost(anchor, counts);
    if (its < bestCost) {
      best = anchor;
      bestCost = its;
    }
  }
  return best;
}

/** Kinds that too few of the patterns would be filed under. */
function unworthyKinds(filed: readonly (Anchor | undefined)[]): ReadonlySet<number> {
  const uses = new Map<number, number>();
  for (const anchor of filed) if (anchor !== undefined) uses.set(anchor.kind, (uses.get(anchor.kind) ?? 0) + 1);
  return new Set([...uses.keys()].filter((kind) => surcharge(kind) > 1 && uses.get(kind)! < 8 + surcharge(kind) / 2));
}

/** An anchor that so few share is better than any that costs more. */
const FEW = 2;

/**
 * Where each pattern is filed: under the one of its anchors that the fewest share, under four of its bytes if all the others
 * are crowded, and nowhere (undefined) if it has none worth looking for.
 */
export function filePatterns(patterns: readonly Parsed[]): readonly (Anchor | undefined)[] {
  const counts: Counts = new Map();
  const filed = patterns.map(plainAnchor);
  for (const anchor of filed) if (anchor !== undefined) count([anchor], counts);
  const left: number[] = [];
  for (let index = 0; index < filed.length; index++) {
    const anchor = filed[index];
    if (anchor !== undefined && (anchor.kind === ANCHOR_WHOLE || cost(anchor, counts) <= FEW)) continue;
    left.push(index);
    if (anchor !== undefined) counts.set(anchor.key, counts.get(anchor.key)! - 1);
  }
  const others = fileByChoice(
    left.map((index) => patterns[index]!),
    counts,
  );
  left.forEach((index, at) => (filed[index] = others[at]));
  return filed;
}

/** Files patterns that have more anchors than one, next to those that are counted already. */
function fileByChoice(patterns: readonly Parsed[], counts: Counts): readonly (Anchor | undefined)[] {
  const anchors = patterns.map(anchorsOf);
  for (const some of anchors) count(some, counts);
  const first = anchors.map((some) => cheapest(some, counts));
  const grams = patterns.map((pattern, index) =>
    cost(first[index], counts) > surcharge(ANCHOR_GRAM) && !isExact(pattern) ? gramsOf(pattern) : [],
  );
  for (const some of grams) count(some, counts);
  const choices = anchors.map((some, index) => (grams[index]!.length === 0 ? some : [...some, ...grams[index]!]));
  const second = choices.map((some, index) => (some === anchors[index] ? first[index] : cheapest(some, counts)));
  const unworthy = unworthyKinds(second);
  return second.map((anchor, index) =>
    anchor !== undefined && unworthy.has(anchor.kind)
      ? cheapest(
          choices[index]!.filter(({ kind }) => !unworthy.has(kind)),
          counts,
        )
      : anchor,
  );
}
