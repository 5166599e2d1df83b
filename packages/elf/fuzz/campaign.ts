import { exercise, Finding } from "./exercise.ts";

/** How a run over many files went. */
export interface Campaign {
  readonly files: number;
  readonly results: Readonly<Record<"error" | "anomalies" | "clean", number>>;
  /** Slowest file, in milliseconds of processor time or of the best of five tries. */
  readonly slowest: number;
  /** Number of the file and what was wrong. */
  readonly findings: readonly { readonly file: number; readonly words: string; readonly bytes: Uint8Array }[];
}

/** Longest that one file may take, in milliseconds. */
export const mostMilliseconds = 50;

/** Other programs on the machine make a file look slow: the best of five tries is its time. */
function bestOf(bytes: Uint8Array, tries: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let left = tries; left > 0; left--) {
    const start = performance.now();
    exercise(bytes);
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Exercises every file; findings are collected, nothing stops the run. */
export function runCampaign(files: Iterable<Uint8Array>): Campaign {
  const results = { error: 0, anomalies: 0, clean: 0 };
  const findings: { file: number; words: string; bytes: Uint8Array }[] = [];
  let slowest = 0;
  let count = 0;
  for (const bytes of files) {
    const file = count++;
    try {
      const start = performance.now();
      results[exercise(bytes).result]++;
      let time = performance.now() - start;
      if (time > mostMilliseconds / 2) time = bestOf(bytes, 5);
      if (time > mostMilliseconds) findings.push({ file, words: `${time.toFixed(1)} ms`, bytes });
      slowest = Math.max(slowest, time);
    } catch (error) {
      if (!(error instanceof Finding)) throw error;
      findings.push({ file, words: error.message, bytes });
    }
  }
  return { files: count, results, slowest, findings };
}
