import { closeSync, openSync, readSync } from "node:fs";
import { execCheck } from "@sbx/elf";
import { withFile } from "../fd-source.ts";
import type { Goal } from "../goal.ts";
import { median, spread } from "./measure.ts";

const buffer = new Uint8Array(4096);

function check(path: string): void {
  withFile(path, (source) => execCheck(source));
}

/** The least that any tool has to do: open, one pread, close. */
function touch(path: string): void {
  const fd = openSync(path, "r");
  readSync(fd, buffer, 0, buffer.length, 0);
  closeSync(fd);
}

function times(files: readonly string[], run: (path: string) => void): readonly number[] {
  return files.map((path) => {
    const start = process.hrtime.bigint();
    run(path);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Every file of the system from the page cache. */
export function benchPerFile(files: readonly string[], rounds = 9): readonly Goal[] {
  const medians: number[] = [];
  const ratios: number[] = [];
  for (let round = -2; round < rounds; round++) {
    const ours = times(files, check);
    const least = times(files, touch);
    if (round < 0) continue;
    medians.push(median(ours));
    ratios.push(mean(ours) / mean(least));
  }
  return [
    {
      name: `exec check per file (${files.length} files)`,
      must: "median ≤ 20 µs",
      measured: spread(medians, "µs"),
      reached: median(medians) <= 20,
    },
    { name: "mean ÷ open+pread+close", must: "≤ 2.8", measured: spread(ratios, "×"), reached: median(ratios) <= 2.8 },
  ];
}
