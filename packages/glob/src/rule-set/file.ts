import { KIND_EXACT, R_KIND } from "../pattern/record.ts";
import {
  ANCHOR_COMPONENT,
  ANCHOR_DIRECTORY,
  ANCHOR_EXTENSION,
  ANCHOR_GRAM,
  ANCHOR_NAME,
  anchorsOf,
  gramsOf,
  type Anchor,
} from "./anchors.ts";

/** What it costs to have an anchor of this kind in a set, in candidates that could be looked at instead. */
const SURCHARGE: ReadonlyMap<number, number> = new Map([
  [ANCHOR_DIRECTORY, 0],
  [ANCHOR_NAME, 2],
  [ANCHOR_EXTENSION, 4],
  [ANCHOR_COMPONENT, 8],
  [ANCHOR_GRAM, 24],
]);

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
 * Where each record is filed: under the one of its anchors that the fewest records share, under four of its bytes if all
 * the others are crowded, and nowhere (undefined) if it has none.
 */
export function fileRecords(records: readonly Uint32Array[]): readonly (Anchor | undefined)[] {
  const anchors = records.map(anchorsOf);
  const counts: Counts = new Map();
  for (const some of anchors) count(some, counts);
  const filed = anchors.map((some) => cheapest(some, counts));
  const crowd = SURCHARGE.get(ANCHOR_GRAM)!;
  const grams = records.map((record, index) =>
    record[R_KIND] !== KIND_EXACT && cost(filed[index], counts) > crowd ? gramsOf(record) : [],
  );
  for (const some of grams) count(some, counts);
  return filed.map((anchor, index) => {
    const gram = cheapest(grams[index]!, counts);
    return cost(gram, counts) < cost(anchor, counts) ? gram : anchor;
  });
}
