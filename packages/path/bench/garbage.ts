import { appendInto, isInsideBytes, nextPrefixEnd, normalizeInto, PathArena, PathInterner, scanPath } from "@sbx/path";
import { Random } from "../fuzz/random.ts";
import { cleanPaths, corpusOf, dirtyPath } from "./corpus.ts";

// Ten million operations, as requests of ten that an arena serves. Run with --trace-gc: between the two marks the
// collector must not show.

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
run(200_000);
process.stdout.write("<<<\n");
run(OPERATIONS);
process.stdout.write(`>>> ${OPERATIONS} operations, sum ${sum}\n`);
