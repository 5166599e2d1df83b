import { posix } from "node:path";
import { equalBytes, isInside, isInsideBytes, PathArena, PathInterner } from "@sbx/path";
import type { Random } from "../../fuzz/random.ts";
import { agree, askingIndices, askingPairs, COUNT } from "../contestants.ts";
import { type Corpus, corpusOf, parentOf } from "../corpus.ts";
import type { Row } from "../measure.ts";

const startsWith = (child: string, parent: string): boolean => child === parent || child.startsWith(`${parent}/`);

const relative = (child: string, parent: string): boolean => {
  const way = posix.relative(parent, child);
  return way !== ".." && !way.startsWith("../") && !posix.isAbsolute(way);
};

const addAll = (arena: PathArena, { bytes, starts, ends }: Corpus): Int32Array =>
  starts.map((start, index) => arena.add(bytes, start, ends[index]));

export function insideRows(random: Random, paths: readonly string[]): Row[] {
  const children = corpusOf(paths);
  const parents = corpusOf(paths.map((path) => parentOf(random, path)));
  const arena = new PathArena({ slots: 6 * COUNT });
  const [inner, outer] = [addAll(arena, children), addAll(arena, parents)];
  const { starts, ends } = children;
  const ofArena = (index: number): boolean => arena.isInside(inner[index]!, outer[index]!);
  const ofBytes = (index: number): boolean => {
    const [start, end] = [parents.starts[index]!, parents.ends[index]!];
    return isInsideBytes(children.bytes, starts[index]!, ends[index]!, parents.bytes, start, end);
  };
  for (let index = 0; index < COUNT; index++) {
    const [child, parent] = [children.texts[index]!, parents.texts[index]!];
    const texts = [startsWith(child, parent), relative(child, parent), isInside(child, parent)];
    agree("inside", index, [ofArena(index), ofBytes(index), ...texts]);
  }
  const against = [
    { name: "startsWith", pass: askingPairs(children, parents, startsWith), must: 1.8, stretch: 2.3 },
    { name: "path.relative", pass: askingPairs(children, parents, relative), must: 20, stretch: 28 },
  ];
  return [
    { goal: "is inside: arena", ours: askingIndices(ofArena), against, mustNotAllocate: true },
    { goal: "is inside: bytes", ours: askingIndices(ofBytes), against, mustNotAllocate: true },
  ];
}

export function equalityRows(random: Random, paths: readonly string[]): Row[] {
  // Half of the pairs are equal, half differ in one byte somewhere.
  const others = paths.map((path) => {
    const at = random.below(path.length);
    return random.below(2) === 0 ? path : `${path.slice(0, at)}~${path.slice(at + 1)}`;
  });
  const [left, right] = [corpusOf(paths), corpusOf(others)];
  const arena = new PathArena({ slots: 6 * COUNT });
  const interner = new PathInterner();
  const [lefts, rights] = [addAll(arena, left), addAll(arena, right)];
  const leftIds = lefts.map((path) => interner.internFrom(arena, path));
  const rightIds = rights.map((path) => interner.internFrom(arena, path));
  const leftBuffers = paths.map((text) => Buffer.from(text, "latin1"));
  const rightBuffers = others.map((text) => Buffer.from(text, "latin1"));

  const ofBuffers = (index: number): boolean => leftBuffers[index]!.equals(rightBuffers[index]!);
  const ofIds = (index: number): boolean => leftIds[index] === rightIds[index];
  const ofArena = (index: number): boolean => arena.equals(lefts[index]!, rights[index]!);
  const ofBytes = (index: number): boolean => {
    const [start, end] = [right.starts[index]!, right.ends[index]!];
    return equalBytes(left.bytes, left.starts[index]!, left.ends[index]!, right.bytes, start, end);
  };
  for (let index = 0; index < COUNT; index++) {
    const expected = paths[index] === others[index];
    agree("equality", index, [expected, ofBuffers(index), ofIds(index), ofArena(index), ofBytes(index)]);
  }
  const against = [{ name: "Buffer.equals", pass: askingIndices(ofBuffers), must: 1 / 0.85, stretch: 1 / 0.55 }];
  return [
    { goal: "equality: ids", ours: askingIndices(ofIds), against: [], mustNanoseconds: 3, mustNotAllocate: true },
    { goal: "equality: arena", ours: askingIndices(ofArena), against, mustNotAllocate: true },
    // For those whose paths lie in no arena. Node 22 alone makes Buffer.equals a fast call, which no loop can beat.
    {
      goal: "equality: bytes",
      ours: askingIndices(ofBytes),
      against: against.map(({ name, pass }) => ({ name, pass })),
      mustNotAllocate: true,
    },
  ];
}
