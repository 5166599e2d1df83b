import { getHeapStatistics } from "node:v8";
import { COUNT } from "./contestants.ts";

/** Does its operation on every entry of a corpus and returns a number that depends on all answers. */
export type Pass = () => number;

export interface Competitor {
  readonly name: string;
  readonly pass: Pass;
  /** How many times our time it must take; none for a row that only informs. */
  readonly must?: number | undefined;
  readonly stretch?: number | undefined;
}

export interface Row {
  /** The goal, as the table shows it. */
  readonly goal: string;
  readonly ours: Pass;
  /** None for a goal in nanoseconds. */
  readonly against: readonly Competitor[];
  /** Upper bound in nanoseconds of one operation. */
  readonly mustNanoseconds?: number;
  /** Whether one operation must allocate nothing. */
  readonly mustNotAllocate?: boolean;
}

export interface Result {
  readonly goal: string;
  readonly against: string;
  /** Of the competitor's time to ours; of nanoseconds, where there is no competitor. */
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly must: number | undefined;
  readonly stretch: number | undefined;
  readonly unit: "×" | "ns" | "B" | "";
  readonly reached: boolean;
  readonly ourNanoseconds: number;
}

const ROUNDS = 201;
// Short against the time slice of a scheduler, so that on a busy machine most samples run undisturbed.
const SAMPLE_NANOSECONDS = 4e5;

let sink = 0;

function time(pass: Pass, passes: number): number {
  const start = process.hrtime.bigint();
  for (let count = 0; count < passes; count++) sink = (sink + pass()) | 0;
  return Number(process.hrtime.bigint() - start);
}

/** How many passes fill a sample, once the pass is compiled. */
function calibrated(pass: Pass): number {
  const until = process.hrtime.bigint() + 150_000_000n;
  let fastest = Infinity;
  while (process.hrtime.bigint() < until) fastest = Math.min(fastest, time(pass, 1));
  return Math.max(1, Math.round(SAMPLE_NANOSECONDS / fastest));
}

/** Times all contestants of a row in turn, each round in another order, and compares within the round. */
export function measure(row: Row): Result[] {
  const contestants = [row.ours, ...row.against.map((one) => one.pass)];
  const passes = contestants.map(calibrated);
  const rounds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (turn + round) % contestants.length;
      times[index] = time(contestants[index]!, passes[index]!) / passes[index]! / COUNT;
    }
    rounds.push(times);
  }
  const ourNanoseconds = spread(rounds.map((times) => times[0]!)).median;
  const results: Result[] = row.against.map(({ name, must, stretch }, index) => {
    const ratios = spread(rounds.map((times) => times[index + 1]! / times[0]!));
    const reached = must === undefined || ratios.median >= must;
    return { goal: row.goal, against: name, ...ratios, must, stretch, unit: "×", reached, ourNanoseconds };
  });
  if (row.mustNanoseconds !== undefined) {
    const nanoseconds = spread(rounds.map((times) => times[0]!));
    const must = row.mustNanoseconds;
    const reached = nanoseconds.median <= must;
    results.push({
      goal: row.goal,
      against: "",
      ...nanoseconds,
      must,
      stretch: undefined,
      unit: "ns",
      reached,
      ourNanoseconds,
    });
  }
  if (row.mustNotAllocate === true) results.push(allocation(row, ourNanoseconds));
  return results;
}

function allocation(row: Row, ourNanoseconds: number): Result {
  const passes = Math.ceil(1e6 / COUNT);
  const samples: number[] = [];
  for (let sample = 0; sample < 5; sample++) {
    globalThis.gc?.();
    const before = getHeapStatistics().used_heap_size;
    for (let count = 0; count < passes; count++) sink = (sink + row.ours()) | 0;
    samples.push(Math.max(0, getHeapStatistics().used_heap_size - before) / passes / COUNT);
  }
  // What the measurement itself allocates is spread over a million operations: a hundredth of a byte.
  const bytes = spread(samples.map((sample) => Math.round(sample * 10) / 10));
  // A compilation in the background can allocate in one sample; what an operation allocates shows in each.
  const reached = bytes.low === 0;
  return { goal: row.goal, against: "", ...bytes, must: 0, stretch: undefined, unit: "B", reached, ourNanoseconds };
}

function spread(values: readonly number[]): { median: number; low: number; high: number } {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}
