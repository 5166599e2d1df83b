import type { Random } from "../fuzz/random.ts";
import { COUNT } from "./contestants.ts";
import { cleanPaths } from "./corpus.ts";
import type { Row } from "./measure.ts";
import { equalityRows, insideRows } from "./rows/compare.ts";
import { joinRows, nameRows } from "./rows/names.ts";
import { normalizeRows } from "./rows/normalize.ts";
import { storeRows } from "./rows/store.ts";

/** Makes the rows of the benchmark, each after it checked, path by path, that all contestants give the same answers. */
export function rowsOf(random: Random): { rows: Row[]; meanLength: number } {
  const paths = cleanPaths(random, COUNT);
  const rows = [
    ...normalizeRows(random, paths),
    ...joinRows(random, paths),
    ...nameRows(paths),
    ...insideRows(random, paths),
    ...equalityRows(random, paths),
    ...storeRows(paths),
  ];
  return { rows, meanLength: paths.join("").length / COUNT };
}
