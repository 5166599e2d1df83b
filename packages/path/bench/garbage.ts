import { appendInto, isInsideBytes, nextPrefixEnd, normalizeInto, PathArena, PathInterner, scanPath } from "@sbx/path";
import { PerformanceObserver, type PerformanceObserverEntryList } from "node:perf_hooks";
import { Random } from "../fuzz/random.ts";
import { cleanPaths, corpusOf, dirtyPath } from "./corpus.ts";

// Ten million operations, as requests of ten that an arena serves, in a process of its own with a young generation of one
// megabyte. Prints how often the collector ran meanwhile, and, to show that this is seen, during as many that allocate.

const OPERATIONS = 10_000_000;
const random = new Random(Number(process.argv[2]));
const paths = cleanPaths(random, 1000).map((path) => dirtyPath(random, path));
const { bytes, starts, ends } = corpusOf(paths);
const arena = new PathArena();
const interner = new PathInterner();
const out = new Uint8Array(8192);

function serve(index: number): number {
  arena.reset();
  const start = starts[index]!;
  const end = ends[index]!;
  const flags = scanPath(bytes, start, end);
  const path = arena.add(bytes, start, end);
  const clean = arena.normalize(path);
  const id = interner.internFrom(arena, clean);
  const joined = arena.join(clean, path);
  const inside = arena.isInside(joined, clean) && !arena.equals(joined, clean);
  const normalized = normalizeInto(bytes, start, end, out, 0);
  const appended = appendInto(out, 0, normalized, bytes, start, end);
  const below = isInsideBytes(out, 0, appended, out, 0, normalized);
  return flags + id + (inside && below ? 1 : 0) + nextPrefixEnd(out, 0, appended, 1);
}

let sum = 0;
const run = (operations: number): void => {
  for (let done = 0; done < operations; done += 10) sum = (sum + serve((done / 10) % starts.length)) | 0;
};

const spans: [start: number, end: number][] = [];
const counts = [0, 0];
const count = (list: PerformanceObserverEntryList): void => {
  for (const { startTime } of list.getEntries()) {
    for (const [index, [start, end]] of spans.entries()) if (startTime >= start && startTime < end) counts[index]!++;
  }
};
const observer = new PerformanceObserver(count);
observer.observe({ entryTypes: ["gc"] });

const timed = (work: () => void): void => {
  const start = performance.now();
  work();
  spans.push([start, performance.now()]);
};

run(200_000);
timed(() => run(OPERATIONS));
let kept: number[] = [];
timed(() => {
  for (let done = 0; done < OPERATIONS; done++) kept = [done];
});
// The observer is told in a later turn.
setTimeout(() => {
  count({ getEntries: () => observer.takeRecords() } as PerformanceObserverEntryList);
  process.stdout.write(JSON.stringify({ counts, sum: sum + kept.length }));
}, 100);
