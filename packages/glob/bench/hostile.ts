import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Context } from "./context.ts";
import type { Row } from "./report.ts";

interface Found {
  readonly families: readonly { readonly name: string; readonly exponent: number; readonly slowest: number }[];
  readonly worst: readonly { readonly name: string; readonly milliseconds: number }[];
}

/** What patterns cost that were made to cost. */
export function hostileRows({ node, here, log }: Context): Row[] {
  const [file, ...args] = node;
  const { families, worst } = JSON.parse(
    execFileSync(file!, [...args, join(here, "hostile-worker.js")], { encoding: "utf8" }),
  ) as Found;
  const rows = families.map(({ name, exponent, slowest }): Row => {
    const detail = `${slowest.toFixed(2)} ms at 131,072 bytes`;
    return { goal: `growth: ${name}`, found: exponent, unit: "", must: { at: "most", value: 1.1 }, detail };
  });
  const slowest = worst.reduce((a, b) => (a.milliseconds > b.milliseconds ? a : b));
  const must = { at: "most", value: 5 } as const;
  rows.push({
    goal: "worst match, 4,096 × 4,096 bytes",
    found: slowest.milliseconds,
    unit: "ms",
    must,
    detail: slowest.name,
  });
  rows.forEach(log);
  return rows;
}
