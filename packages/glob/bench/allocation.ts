import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Context } from "./context.ts";
import type { Row } from "./report.ts";

/** What matching leaves behind. */
export function allocationRows({ node, here, log }: Context): Row[] {
  const [file, ...args] = [...node, "--expose-gc", join(here, "allocation-worker.js")];
  const { bytes, collections } = JSON.parse(execFileSync(file!, args, { encoding: "utf8" })) as {
    bytes: number;
    collections: number;
  };
  const detail = `${collections} garbage collections in 10 million matches`;
  // Reading the heap's size allocates a little itself: less than a twentieth of a byte a match is nothing.
  const found = Math.round(bytes * 10) / 10;
  const rows: Row[] = [{ goal: "allocation, a match", found, unit: "bytes", must: { at: "most", value: 0 }, detail }];
  rows.forEach(log);
  return rows;
}
