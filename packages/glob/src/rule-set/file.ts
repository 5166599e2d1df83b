import type { Parsed } from "../pattern/tokenize.ts";
import {
  ANCHOR_COMPONENT,
  ANCHOR_DIRECTORY,
  ANCHOR_ENDING,
  ANCHOR_EXTENSION,
  ANCHOR_GRAM,
  ANCHOR_NAME,
  ANCHOR_STEM,
  anchorsOf,
  ANCHOR_OPENING,
  gramsOf,
  isExact,
  type Anchor,
} from "./anchors.ts";

/** What it costs to have an anchor of this kind in a set, in candidates that could be looked at instead. */
const SURCHARGE: ReadonlyMap<number, number> = new Map([
  [ANCHOR_DIRECTORY, 0],
  [ANCHOR_NAME, 1],
  [ANCHOR_ENDING, 2],
  [ANCHOR_OPENING, 3],
  [ANCHOR_EXTENSION, 4],
  [ANCHOR_STEM, 6],
  [ANCHOR_COMPONENT, 8],
  [ANCHOR_GRAM, 32],
]);

/** So many patterns without a better anchor make the search for four bytes worth its while. */
const GRAMS_WORTH = 64;

type Counts = Map<number, number>;

function count(anchors: readonly Anchor[], counts: Counts): void {
  for (const { key } of anchors) counts.set(key, (counts.get(key) ?? 0) + 1);
}

function cost(anchor: Anchor | undefined, counts: Counts): number {
  return anchor === undefined ? Infinity : (counts.get(anchor.key) ?? 0) + (SURCHARGE.get(anchor.kind) ?? 0);
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

/**
 * Where each pattern is filed: under the one of its anchors that the fewest share, under four of its bytes if all
 * the others are crowded, and nowhere (undefined) if it has none.
 */
export function filePatterns(patterns: readonly Parsed[]): readonly (Anchor | undefined)[] {
  const anchors = patterns.map(anchorsOf);
  const counts: Counts = new Map();
  for (const some of anchors) count(some, counts);
  const filed = anchors.map((some) => cheapest(some, counts));
  const crowd = SURCHARGE.get(ANCHOR_GRAM)!;
  const crowded = patterns.map((pattern, index) => cost(filed[index], counts) > crowd && !isExact(pattern));
  // Every text pays for the search, so it has to help more than a few patterns.
  const worthIt = crowded.filter(Boolean).length >= GRAMS_WORTH;
  const grams = patterns.map((pattern, index) => (worthIt && crowded[index] === true ? gramsOf(pattern) : []));
  for (const some of grams) count(some, counts);
  return filed.map((anchor, index) => {
    const gram = cheapest(grams[index]!, counts);
    return cost(gram, counts) < cost(anchor, counts) ? gram : anchor;
  });
}
