/** The middle value, and the two at a quarter and three quarters. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

function quantile(ascending: readonly number[], at: number): number {
  return ascending[Math.round(at * (ascending.length - 1))] ?? Number.NaN;
}

/** Median and quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  const ascending = values.toSorted((a, b) => a - b);
  return { median: quantile(ascending, 0.5), low: quantile(ascending, 0.25), high: quantile(ascending, 0.75) };
}

/** Ratios of the rounds, pair by pair. */
export function ratios(ours: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(ours.map((time, round) => time / theirs[round]!));
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Slope of log(time) over log(size): 1 is linear. */
export function exponentOf(sizes: readonly number[], times: readonly number[]): number {
  const xs = sizes.map(Math.log);
  const ys = times.map(Math.log);
  const [x, y] = [mean(xs), mean(ys)];
  const top = xs.reduce((sum, value, i) => sum + (value - x) * (ys[i]! - y), 0);
  return top / xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
}
