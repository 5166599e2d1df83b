import { posix } from "node:path";
import { appendInto, copyInto, join, lastNameStart, parentEnd, PathArena } from "@sbx/path";
import * as pathe from "pathe";
import type { Random } from "../../fuzz/random.ts";
import { agree, COUNT, overIndices, overPairs, overTexts } from "../contestants.ts";
import { corpusOf, cutPath } from "../corpus.ts";
import type { Row } from "../measure.ts";

const out = new Uint8Array(8192);
const written = (end: number): string => Buffer.from(out.buffer, 0, end).toString("latin1");

export function joinRows(random: Random, paths: readonly string[]): Row[] {
  const cuts = paths.map((path) => cutPath(random, path));
  const bases = corpusOf(cuts.map(([base]) => base));
  const rests = corpusOf(cuts.map(([, rest]) => rest));
  const joined = (index: number): number => {
    const end = copyInto(bases.bytes, bases.starts[index]!, bases.ends[index]!, out, 0);
    return appendInto(out, 0, end, rests.bytes, rests.starts[index]!, rests.ends[index]!);
  };
  for (let index = 0; index < COUNT; index++) {
    const [base, rest] = [bases.texts[index]!, rests.texts[index]!];
    const texts = [posix.join(base, rest), pathe.join(base, rest), join(base, rest), written(joined(index))];
    agree("join", index, [paths[index], ...texts]);
  }
  return [
    {
      goal: "join: base copied, rest appended",
      ours: overIndices(joined),
      against: [
        { name: "path.posix", pass: overPairs(bases, rests, posix.join), must: 5, stretch: 8 },
        { name: "pathe", pass: overPairs(bases, rests, pathe.join), must: 12, stretch: 18 },
      ],
      mustNotAllocate: true,
    },
    {
      goal: "join, to a string",
      ours: overPairs(bases, rests, join),
      against: [{ name: "path.posix", pass: overPairs(bases, rests, posix.join) }],
    },
  ];
}

export function nameRows(paths: readonly string[]): Row[] {
  const { bytes, starts, ends, texts } = corpusOf(paths);
  const arena = new PathArena({ slots: 3 * COUNT });
  const added = starts.map((start, index) => arena.add(bytes, start, ends[index]));
  const questions = {
    dirname: {
      theirs: (path: string) => posix.dirname(path),
      ofArena: (index: number) => arena.parentEnd(added[index]!) - arena.start(added[index]!),
      ofBytes: (index: number) => parentEnd(bytes, starts[index]!, ends[index]!) - starts[index]!,
    },
    basename: {
      theirs: (path: string) => posix.basename(path),
      ofArena: (index: number) => arena.nameEnd(added[index]!) - arena.nameStart(added[index]!),
      ofBytes: (index: number) => ends[index]! - lastNameStart(bytes, starts[index]!, ends[index]!),
    },
  };
  return Object.entries(questions).flatMap(([goal, { theirs, ofArena, ofBytes }]): Row[] => {
    for (let index = 0; index < COUNT; index++) {
      agree(goal, index, [theirs(texts[index]!).length, ofArena(index), ofBytes(index)]);
    }
    const against = [{ name: "path.posix", pass: overTexts(texts, theirs), must: 2.5, stretch: 4 }];
    return [
      { goal: `${goal}: offset in an arena`, ours: overIndices(ofArena), against, mustNotAllocate: true },
      { goal: `${goal}: offset in bytes`, ours: overIndices(ofBytes), against, mustNotAllocate: true },
    ];
  });
}
