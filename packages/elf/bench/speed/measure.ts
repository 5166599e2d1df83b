/** Something to measure: `run` does the whole work once. */
export interface Engine {
  readonly name: string;
  /** What has to be made before each round, untimed. */
  readonly prepare?: () => void;
  readonly run: () => unknown;
}

/** Times of one engine, one a round, in microseconds per unit of work. */
export interface Times {
  readonly name: string;
  readonly rounds: readonly number[];
}

/** Processor time of this process, in microseconds: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Runs the engines in turn, so that whatever disturbs one disturbs all. The first rounds warm up and do not count. */
export async function interleave(
  engines: readonly Engine[],
  rounds: number,
  units: number,
  warmUp = 2,
): Promise<readonly Times[]> {
  const times = engines.map(({ name }) => ({ name, rounds: [] as number[] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (const [index, engine] of engines.entries()) {
      engine.prepare?.();
      const start = processorTime();
      const pending = engine.run();
      if (pending instanceof Promise) await pending;
      const spent = (processorTime() - start) / units;
      if (round >= 0) times[index]!.rounds.push(spent);
    }
  }
  return times;
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function digits(value: number): string {
  return value.toPrecision(3);
}

/** Median, and smallest and largest in brackets. */
export function spread(values: readonly number[], unit: string): string {
  return `${digits(median(values))} ${unit} (${digits(Math.min(...values))} to ${digits(Math.max(...values))})`;
}

/** Median over rounds of how often the second goes into the first: pairs of the same round. */
export function ratio(one: Times, other: Times): number {
  return median(one.rounds.map((value, round) => value / other.rounds[round]!));
}
