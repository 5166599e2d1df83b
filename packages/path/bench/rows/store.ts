import { PathArena, PathInterner } from "@sbx/path";
import { agree, COUNT, overIndices } from "../contestants.ts";
import { corpusOf } from "../corpus.ts";
import type { Row } from "../measure.ts";

export function storeRows(paths: readonly string[]): Row[] {
  const { bytes, starts, ends } = corpusOf(paths);
  const arena = new PathArena({ slots: 3 * COUNT });
  const interner = new PathInterner();
  const ids = new Map<string, number>();
  for (const path of paths) if (!ids.has(path)) ids.set(Buffer.from(path).toString("latin1"), ids.size);
  const buffer = Buffer.from(bytes.buffer) as Buffer & { latin1Slice(start: number, end: number): string };

  const constructed = (index: number): number => {
    if (index === 0) arena.reset();
    return arena.add(bytes, starts[index]!, ends[index]!);
  };
  const interned = (index: number): number => interner.intern(bytes, starts[index]!, ends[index]!);
  const mapped = (index: number): number => ids.get(buffer.latin1Slice(starts[index]!, ends[index]!))!;
  for (let index = 0; index < COUNT; index++) agree("intern", index, [interned(index), mapped(index)]);
  return [
    { goal: "construct", ours: overIndices(constructed), against: [], mustNanoseconds: 120, mustNotAllocate: true },
    {
      goal: "intern, hit",
      ours: overIndices(interned),
      against: [{ name: "latin1Slice and Map", pass: overIndices(mapped), must: 1.5, stretch: 2 }],
      mustNotAllocate: true,
    },
  ];
}
