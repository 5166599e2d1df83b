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
  const bytes = spread(Array.from({ length: 5 }, () => bytesPerOperation(row.ours)));
  const reached = bytes.median === 0;
  return { goal: row.goal, against: "", ...bytes, must: 0, stretch: undefined, unit: "B", reached, ourNanoseconds };
}

/** Throws unless the measurement sees what it is to see: an array of one number takes 16 bytes and its elements 24. */
export function checkBytesAreSeen(): void {
  let kept: number[] = [];
  const allocating: Pass = () => {
    for (let index = 0; index < COUNT; index++) kept = [index];
    return kept.length;
  };
  calibrated(allocating);
  const seen = bytesPerOperation(allocating);
  if (!(seen >= 16 && seen <= 80)) {
    throw new Error(`${seen} bytes were seen where about 40 are allocated: run with --min-semi-space-size=64`);
  }
}

function bytesPerOperation(pass: Pass): number {
  const passes = 1e5 / COUNT;
  // What the measurement itself allocates is in both and goes away.
  const short = heapGrowth(pass, passes);
  const long = heapGrowth(pass, 4 * passes);
  return Math.max(0, Math.round(((long - short) / (3 * passes * COUNT)) * 10) / 10);
}

/** Bytes allocated. The young generation is large enough that nothing is collected meanwhile. */
function heapGrowth(pass: Pass, passes: number): number {
  globalThis.gc?.();
  const before = getHeapStatistics().used_heap_size;
  for (let count = 0; count < passes; count++) sink = (sink + pass()) | 0;
  return getHeapStatistics().used_heap_size - before;
}

function spread(values: readonly number[]): { median: number; low: number; high: number } {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}
