import { posix } from "node:path";
import { normalize, normalizeInto, REFUSED, scanPath, UNCLEAN } from "@sbx/path";
import * as pathe from "pathe";
import { normalize as upathNormalize } from "upath";
import type { Random } from "../../fuzz/random.ts";
import { agree, COUNT, overIndices, overTexts } from "../contestants.ts";
import { type Corpus, corpusOf, dirtyPath } from "../corpus.ts";
import type { Row } from "../measure.ts";

const out = new Uint8Array(8192);
const written = (end: number): string => Buffer.from(out.buffer, 0, end).toString("latin1");
const bare = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

/** What a program does with a path of unknown make: scan it, and write it anew where it is not clean. */
function scannedAndNormalized({ bytes, starts, ends }: Corpus, index: number): number {
  const start = starts[index]!;
  const end = ends[index]!;
  const flags = scanPath(bytes, start, end);
  if ((flags & (REFUSED | UNCLEAN)) === 0) return end - start;
  return (flags & REFUSED) !== 0 ? -1 : normalizeInto(bytes, start, end, out, 0);
}

const normalized = ({ bytes, starts, ends }: Corpus, index: number): number =>
  normalizeInto(bytes, starts[index]!, ends[index]!, out, 0);

export function normalizeRows(random: Random, paths: readonly string[]): Row[] {
  const clean = corpusOf(paths);
  const dirty = corpusOf(paths.map((path) => dirtyPath(random, path)));
  for (let index = 0; index < COUNT; index++) {
    for (const corpus of [clean, dirty]) {
      const text = corpus.texts[index]!;
      const expected = posix.normalize(text);
      agree("normalise", index, [expected, pathe.normalize(text), upathNormalize(text), normalize(text)]);
      agree("normalise", index, [bare(expected), written(normalized(corpus, index))]);
      agree("normalise", index, [bare(expected).length, scannedAndNormalized(corpus, index)]);
    }
  }
  const dirtyPosix = (must?: number, stretch?: number): Row["against"] => [
    { name: "path.posix", pass: overTexts(dirty.texts, posix.normalize), must, stretch },
  ];
  return [
    {
      goal: "normalise, clean: scan",
      ours: overIndices((index) => scannedAndNormalized(clean, index)),
      against: [
        { name: "path.posix", pass: overTexts(clean.texts, posix.normalize), must: 4.5, stretch: 7 },
        { name: "pathe", pass: overTexts(clean.texts, pathe.normalize), must: 12, stretch: 18 },
        { name: "upath", pass: overTexts(clean.texts, upathNormalize), must: 20, stretch: 28 },
      ],
      mustNotAllocate: true,
    },
    {
      goal: "normalise, dirty: normalizeInto",
      ours: overIndices((index) => normalized(dirty, index)),
      against: dirtyPosix(2.2, 3),
      mustNotAllocate: true,
    },
    {
      goal: "normalise, dirty: scan and normalizeInto",
      ours: overIndices((index) => scannedAndNormalized(dirty, index)),
      against: dirtyPosix(),
      mustNotAllocate: true,
    },
    { goal: "normalise, dirty, to a string", ours: overTexts(dirty.texts, normalize), against: dirtyPosix(1.3, 1.6) },
    {
      goal: "normalise, clean, to a string",
      ours: overTexts(clean.texts, normalize),
      against: [{ name: "path.posix", pass: overTexts(clean.texts, posix.normalize) }],
    },
  ];
}
