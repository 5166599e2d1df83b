import { posix } from "node:path";
import {
  appendInto,
  equalBytes,
  isInsideBytes,
  lastNameStart,
  normalize,
  normalizeInto,
  parentEnd,
  PathArena,
  PathInterner,
  REFUSED,
  scanPath,
  UNCLEAN,
} from "@sbx/path";
import * as pathe from "pathe";
import { normalize as upathNormalize } from "upath";
import type { Random } from "../fuzz/random.ts";
import { cleanPaths, corpusOf, cutPath, dirtyPath, parentOf } from "./corpus.ts";
import type { Pass, Row } from "./measure.ts";

const COUNT = 2000;

/** Makes the rows of the benchmark and checks, path by path, that all contestants give the same answers. */
export function rowsOf(random: Random): Row[] {
  const paths = cleanPaths(random, COUNT);
  const rows = [
    ...normalizeRows(random, paths),
    joinRow(random, paths),
    ...nameRows(paths),
    ...insideRows(random, paths),
    ...equalityRows(random, paths),
    constructRow(paths),
    internRow(paths),
  ];
  return rows;
}

const out = new Uint8Array(8192);
const written = (end: number): string => Buffer.from(out.buffer, 0, end).toString("latin1");
const bare = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

function agree(goal: string, index: number, answers: readonly unknown[]): void {
  if (answers.some((answer) => answer !== answers[0])) {
    throw new Error(`${goal}: contestants disagree on path ${index}: ${JSON.stringify(answers)}`);
  }
}

/** The pass of a function from text to text: it reads the length of each answer. */
const overTexts = (texts: readonly string[], call: (text: string) => string): Pass => {
  // Compiled from its text for each competitor, so that none shares the type feedback of another.
  return new Function(
    "texts",
    "call",
    "return () => { let sum = 0; for (let i = 0; i < texts.length; i++) sum += call(texts[i]).length; return sum; }",
  )(texts, call) as Pass;
};

function normalizeRows(random: Random, paths: readonly string[]): Row[] {
  const clean = corpusOf(paths);
  const dirty = corpusOf(paths.map((path) => dirtyPath(random, path)));
  const normalized = (corpus: typeof clean, index: number): number => {
    const start = corpus.starts[index]!;
    const end = corpus.ends[index]!;
    const flags = scanPath(corpus.bytes, start, end);
    if ((flags & (REFUSED | UNCLEAN)) === 0) return end - start;
    return (flags & REFUSED) !== 0 ? -1 : normalizeInto(corpus.bytes, start, end, out, 0);
  };
  for (let index = 0; index < COUNT; index++) {
    const text = dirty.texts[index]!;
    const expected = posix.normalize(text);
    agree("normalise", index, [expected, pathe.normalize(text), upathNormalize(text), normalize(text)]);
    agree("normalise", index, [bare(expected), written(normalized(dirty, index))]);
    const kept = clean.texts[index]!;
    agree("normalise", index, [
      kept,
      posix.normalize(kept),
      pathe.normalize(kept),
      upathNormalize(kept),
      normalize(kept),
    ]);
    agree("normalise", index, [kept.length, normalized(clean, index)]);
  }
  return [
    {
      goal: "normalise, clean",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += normalized(clean, index);
        return sum;
      },
      against: [
        { name: "path.posix", pass: overTexts(clean.texts, posix.normalize), must: 4.5, stretch: 7 },
        { name: "pathe", pass: overTexts(clean.texts, pathe.normalize), must: 12, stretch: 18 },
        { name: "upath", pass: overTexts(clean.texts, upathNormalize), must: 20, stretch: 28 },
      ],
      mustNotAllocate: true,
    },
    {
      goal: "normalise, dirty",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += normalized(dirty, index);
        return sum;
      },
      against: [{ name: "path.posix", pass: overTexts(dirty.texts, posix.normalize), must: 2.2, stretch: 3 }],
      mustNotAllocate: true,
    },
    {
      goal: "normalise, dirty, to a string",
      operations: COUNT,
      ours: overTexts(dirty.texts, normalize),
      against: [{ name: "path.posix", pass: overTexts(dirty.texts, posix.normalize), must: 1.3, stretch: 1.6 }],
    },
  ];
}

function joinRow(random: Random, paths: readonly string[]): Row {
  const cuts = paths.map((path) => cutPath(random, path));
  const bases = corpusOf(cuts.map(([base]) => base));
  const rests = corpusOf(cuts.map(([, rest]) => rest));
  const joined = (index: number): number => {
    const end = normalizeInto(bases.bytes, bases.starts[index]!, bases.ends[index]!, out, 0);
    return appendInto(out, 0, end, rests.bytes, rests.starts[index]!, rests.ends[index]!);
  };
  for (let index = 0; index < COUNT; index++) {
    const [base, rest] = [bases.texts[index]!, rests.texts[index]!];
    agree("join", index, [paths[index], posix.join(base, rest), pathe.join(base, rest), written(joined(index))]);
  }
  const overPairs = (call: (base: string, rest: string) => string): Pass =>
    new Function(
      "bases",
      "rests",
      "call",
      "return () => { let sum = 0; for (let i = 0; i < bases.length; i++) sum += call(bases[i], rests[i]).length; return sum; }",
    )(bases.texts, rests.texts, call) as Pass;
  return {
    goal: "join",
    operations: COUNT,
    ours: () => {
      let sum = 0;
      for (let index = 0; index < COUNT; index++) sum += joined(index);
      return sum;
    },
    against: [
      { name: "path.posix", pass: overPairs(posix.join), must: 5, stretch: 8 },
      { name: "pathe", pass: overPairs(pathe.join), must: 12, stretch: 18 },
    ],
    mustNotAllocate: true,
  };
}

function nameRows(paths: readonly string[]): Row[] {
  const corpus = corpusOf(paths);
  const arena = new PathArena({ slots: 3 * COUNT });
  const added = Int32Array.from(paths, (_path, index) =>
    arena.add(corpus.bytes, corpus.starts[index], corpus.ends[index]),
  );
  const { bytes, starts, ends, texts } = corpus;
  for (let index = 0; index < COUNT; index++) {
    const [path, start, end] = [added[index]!, starts[index]!, ends[index]!];
    const lengths = [arena.parentEnd(path) - arena.start(path), parentEnd(bytes, start, end) - start];
    agree("dirname", index, [posix.dirname(texts[index]!).length, ...lengths]);
    const names = [arena.nameEnd(path) - arena.nameStart(path), end - lastNameStart(bytes, start, end)];
    agree("basename", index, [posix.basename(texts[index]!).length, ...names]);
  }
  const dirname = { name: "path.posix", pass: overTexts(texts, posix.dirname), must: 2.5, stretch: 4 };
  const basename = {
    name: "path.posix",
    pass: overTexts(texts, (path) => posix.basename(path)),
    must: 2.5,
    stretch: 4,
  };
  return [
    {
      goal: "dirname, of an arena path",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += arena.parentEnd(added[index]!) - arena.start(added[index]!);
        return sum;
      },
      against: [dirname],
      mustNotAllocate: true,
    },
    {
      goal: "dirname, of bytes",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++)
          sum += parentEnd(bytes, starts[index]!, ends[index]!) - starts[index]!;
        return sum;
      },
      against: [dirname],
      mustNotAllocate: true,
    },
    {
      goal: "basename, of an arena path",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++)
          sum += arena.nameEnd(added[index]!) - arena.nameStart(added[index]!);
        return sum;
      },
      against: [basename],
      mustNotAllocate: true,
    },
    {
      goal: "basename, of bytes",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++)
          sum += ends[index]! - lastNameStart(bytes, starts[index]!, ends[index]!);
        return sum;
      },
      against: [basename],
      mustNotAllocate: true,
    },
  ];
}

const startsWith = (child: string, parent: string): boolean => child === parent || child.startsWith(`${parent}/`);
const relative = (child: string, parent: string): boolean => {
  const way = posix.relative(parent, child);
  return way !== ".." && !way.startsWith("../") && !posix.isAbsolute(way);
};

function insideRows(random: Random, paths: readonly string[]): Row[] {
  const children = corpusOf(paths);
  const parents = corpusOf(paths.map((path) => parentOf(random, path)));
  const arena = new PathArena({ slots: 6 * COUNT });
  const addAll = ({ bytes, starts, ends }: typeof children): Int32Array =>
    Int32Array.from(starts, (start, index) => arena.add(bytes, start, ends[index]));
  const [inner, outer] = [addAll(children), addAll(parents)];
  const isInsideAt = (index: number): boolean =>
    isInsideBytes(
      children.bytes,
      children.starts[index]!,
      children.ends[index]!,
      parents.bytes,
      parents.starts[index]!,
      parents.ends[index]!,
    );
  for (let index = 0; index < COUNT; index++) {
    const [child, parent] = [children.texts[index]!, parents.texts[index]!];
    const ours = [isInsideAt(index), arena.isInside(inner[index]!, outer[index]!)];
    agree("inside", index, [...ours, startsWith(child, parent), relative(child, parent)]);
  }
  const overPairs =
    (call: (child: string, parent: string) => boolean): Pass =>
    () => {
      let sum = 0;
      for (let index = 0; index < COUNT; index++) sum += call(children.texts[index]!, parents.texts[index]!) ? 1 : 0;
      return sum;
    };
  const against = [
    { name: "startsWith", pass: overPairs(startsWith), must: 1.8, stretch: 2.3 },
    { name: "path.relative", pass: overPairs(relative), must: 20, stretch: 28 },
  ];
  return [
    {
      goal: "is inside, arena paths",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += arena.isInside(inner[index]!, outer[index]!) ? 1 : 0;
        return sum;
      },
      against,
      mustNotAllocate: true,
    },
    {
      goal: "is inside, bytes",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += isInsideAt(index) ? 1 : 0;
        return sum;
      },
      against: against.map(({ name, pass, must, stretch }) =>
        name === "startsWith" ? { name, pass, must, stretch } : { name, pass },
      ),
      mustNotAllocate: true,
    },
  ];
}

function equalityRows(random: Random, paths: readonly string[]): Row[] {
  // Half of the pairs are equal, half differ in one byte somewhere.
  const others = paths.map((path) => {
    const at = random.below(path.length);
    return random.below(2) === 0 ? path : `${path.slice(0, at)}~${path.slice(at + 1)}`;
  });
  const [left, right] = [corpusOf(paths), corpusOf(others)];
  const arena = new PathArena({ slots: 6 * COUNT });
  const interner = new PathInterner();
  const addAll = ({ bytes, starts, ends }: typeof left): Int32Array =>
    Int32Array.from(starts, (start, index) => arena.add(bytes, start, ends[index]));
  const [lefts, rights] = [addAll(left), addAll(right)];
  const leftIds = lefts.map((path) => interner.internFrom(arena, path));
  const rightIds = rights.map((path) => interner.internFrom(arena, path));
  const [leftBuffers, rightBuffers] = [paths, others].map((texts) => texts.map((text) => Buffer.from(text, "latin1")));
  const bytesEqual = (index: number): boolean =>
    equalBytes(
      left.bytes,
      left.starts[index]!,
      left.ends[index]!,
      right.bytes,
      right.starts[index]!,
      right.ends[index]!,
    );
  for (let index = 0; index < COUNT; index++) {
    const ours = [arena.equals(lefts[index]!, rights[index]!), leftIds[index] === rightIds[index], bytesEqual(index)];
    agree("equality", index, [
      leftBuffers![index]!.equals(rightBuffers![index]!),
      paths[index] === others[index],
      ...ours,
    ]);
  }
  const bufferEquals: Pass = () => {
    let sum = 0;
    for (let index = 0; index < COUNT; index++) sum += leftBuffers![index]!.equals(rightBuffers![index]!) ? 1 : 0;
    return sum;
  };
  const against = [{ name: "Buffer.equals", pass: bufferEquals, must: 1 / 0.85, stretch: 1 / 0.55 }];
  return [
    {
      goal: "equality of ids",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += leftIds[index] === rightIds[index] ? 1 : 0;
        return sum;
      },
      against: [],
      mustNanoseconds: 3,
      mustNotAllocate: true,
    },
    {
      goal: "equality of arena paths",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += arena.equals(lefts[index]!, rights[index]!) ? 1 : 0;
        return sum;
      },
      against,
      mustNotAllocate: true,
    },
    {
      goal: "equality of bytes",
      operations: COUNT,
      ours: () => {
        let sum = 0;
        for (let index = 0; index < COUNT; index++) sum += bytesEqual(index) ? 1 : 0;
        return sum;
      },
      against,
      mustNotAllocate: true,
    },
  ];
}

function constructRow(paths: readonly string[]): Row {
  const { bytes, starts, ends } = corpusOf(paths);
  const arena = new PathArena({ slots: 3 * COUNT });
  return {
    goal: "construct from bytes",
    operations: COUNT,
    ours: () => {
      arena.reset();
      let sum = 0;
      for (let index = 0; index < COUNT; index++) sum += arena.add(bytes, starts[index], ends[index]);
      return sum;
    },
    against: [],
    mustNanoseconds: 120,
    mustNotAllocate: true,
  };
}

function internRow(paths: readonly string[]): Row {
  const { bytes, starts, ends } = corpusOf(paths);
  const interner = new PathInterner();
  const ids = new Map<string, number>();
  for (const path of paths) if (!ids.has(path)) ids.set(Buffer.from(path).toString("latin1"), ids.size);
  const buffer = Buffer.from(bytes.buffer) as Buffer & { latin1Slice(start: number, end: number): string };
  const idOf = (index: number): number => ids.get(buffer.latin1Slice(starts[index]!, ends[index]!))!;
  for (let index = 0; index < COUNT; index++) {
    agree("intern", index, [interner.intern(bytes, starts[index], ends[index]), idOf(index)]);
  }
  return {
    goal: "intern, hit",
    operations: COUNT,
    ours: () => {
      let sum = 0;
      for (let index = 0; index < COUNT; index++) sum += interner.intern(bytes, starts[index], ends[index]);
      return sum;
    },
    against: [
      {
        name: "latin1Slice + Map",
        pass: () => {
          let sum = 0;
          for (let index = 0; index < COUNT; index++) sum += idOf(index);
          return sum;
        },
        must: 1.5,
        stretch: 2,
      },
    ],
    mustNotAllocate: true,
  };
}
