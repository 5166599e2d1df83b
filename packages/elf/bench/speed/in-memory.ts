import { readFileSync, statSync } from "node:fs";
import { execCheck, parseElf } from "@sbx/elf";
import type { Goal } from "../goal.ts";
import { competitors, type Competitor } from "./competitors.ts";
import { interleave, median, ratio, spread } from "./measure.ts";

interface Expected {
  readonly entry: bigint;
  readonly segments: number;
  readonly sections: number;
}

/** Whether a competitor reads the file at all, and as we do. It gets a copy: some write into what they are given. */
async function agrees(competitor: Competitor, bytes: Buffer, expected: Expected): Promise<boolean> {
  try {
    const answer = competitor.answer(await competitor.parse(Buffer.from(bytes)));
    return (
      answer.entry === expected.entry && answer.segments === expected.segments && answer.sections === expected.sections
    );
  } catch {
    return false;
  }
}

async function readableByAll(files: readonly Buffer[], rivals: readonly Competitor[]): Promise<readonly Buffer[]> {
  const kept: Buffer[] = [];
  for (const bytes of files) {
    const elf = parseElf(bytes);
    const expected = { entry: elf.header.entry, segments: elf.segments.length, sections: elf.sections.length };
    const answers = await Promise.all(rivals.map((rival) => agrees(rival, bytes, expected)));
    if (answers.every(Boolean)) kept.push(bytes);
  }
  return kept;
}

/** Every so-many-th file, so that large libraries and small tools are there as they are on the system. */
function chooseFiles(files: readonly string[]): readonly Buffer[] {
  const small = files.filter((path) => statSync(path).size < 16_000_000);
  const step = Math.max(1, Math.floor(small.length / 140));
  return small.filter((_, index) => index % step === 0).map((path) => readFileSync(path));
}

const TIMES = 50;

/** Exec check in memory, alone and against the packages on npm, on files that all of them read alike. */
export async function benchInMemory(files: readonly string[]): Promise<readonly Goal[]> {
  const rivals = competitors();
  const chosen = chooseFiles(files);
  const buffers = await readableByAll(chosen, rivals);
  console.log(
    `in memory, means over a sample of the system: ${buffers.length} of ${chosen.length} files are read alike by all packages`,
  );
  const ours = {
    name: "execCheck",
    run: (): void => {
      for (let time = 0; time < TIMES; time++) for (const bytes of buffers) execCheck(bytes);
    },
  };
  const view = {
    name: "parseElf, segments and sections",
    run: (): void => {
      for (const bytes of buffers) {
        const elf = parseElf(bytes);
        if (elf.segments.length + elf.sections.length === 0) throw new Error("nothing");
      }
    },
  };
  const engines = rivals.map((rival) => {
    let copies: readonly Buffer[] = [];
    return {
      name: rival.name,
      prepare: (): void => {
        copies = buffers.map((bytes) => Buffer.from(bytes));
      },
      run: async (): Promise<void> => {
        for (const bytes of copies) await rival.parse(bytes);
      },
    };
  });
  const [first, second, ...others] = await interleave([ours, view, ...engines], 3, buffers.length, 1);
  const check = { name: first!.name, rounds: first!.rounds.map((time) => time / TIMES) };
  const goals: Goal[] = [
    {
      name: "exec check in memory",
      must: "≤ 4 µs",
      measured: spread(check.rounds, "µs"),
      reached: median(check.rounds) <= 4,
    },
  ];
  console.log(`  ${second!.name}: ${spread(second!.rounds, "µs")}`);
  for (const [index, times] of others.entries()) {
    const { name, must } = rivals[index]!;
    const factor = ratio(times, check);
    const same = ratio(times, second!).toFixed(0);
    const measured = `${factor.toFixed(0)}× (it: ${spread(times.rounds, "µs")}; parseElf with sections: ${same}×)`;
    goals.push({ name: `faster than ${name}`, must: `≥ ${must}×`, measured, reached: factor >= must });
  }
  return goals;
}
