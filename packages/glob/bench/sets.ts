import { join } from "node:path";
import type { Context } from "./context.ts";
import { Engine, interleave } from "./engine.ts";
import type { Row } from "./report.ts";
import { ratios, spreadOf } from "./statistics.ts";

/** Rules in a set, and what a path may cost in microseconds. */
const SIZES: readonly (readonly [rules: number, must?: number])[] = [[10], [100], [1_000, 1], [10_000, 3.5], [100_000]];

function start({ node, here, seed }: Context, engine: string, rules: number): Engine {
  const command = [...node, "--expose-gc", join(here, "set-worker.js"), engine, String(rules), String(seed)];
  return new Engine(`${engine} ${rules}`, command);
}

async function checkAgainstSearch(context: Context, ours: Engine, rules: number): Promise<string> {
  const search = start(context, "search", rules);
  const answers = [await ours.ask("c"), await search.ask("c")].map((words) => words.join(" "));
  search.close();
  if (answers[0] !== answers[1]) throw new Error(`${rules} rules: ${answers.join(" is not ")}`);
  return "same answers as a search from the last rule";
}

/** Ordered sets: time for a path, growth, building, memory. */
export async function setRows(context: Context): Promise<Row[]> {
  const engines = SIZES.map(([rules]) => start(context, "sbx", rules));
  const checked = new Map<number, string>();
  for (const [i, [rules]] of SIZES.entries()) {
    if (rules <= 10_000) checked.set(rules, await checkAgainstSearch(context, engines[i]!, rules));
  }
  const picomatch = start(context, "picomatch", 1_000);
  const times = await interleave([...engines, picomatch], context.rounds);
  picomatch.close();
  const rows: Row[] = SIZES.map(([rules, must]) => {
    const { median, low, high } = spreadOf(times.get(`sbx ${rules}`)!);
    const detail = `${(low / 1000).toFixed(2)}–${(high / 1000).toFixed(2)}; ${checked.get(rules) ?? ""}`;
    const goal = `ordered set of ${rules} rules, a path`;
    return {
      goal,
      found: median / 1000,
      unit: "µs",
      detail,
      ...(must === undefined ? {} : { must: { at: "most", value: must } }),
    };
  });
  const growth = ratios(times.get("sbx 10000")!, times.get("sbx 10")!);
  rows.push({ goal: "10,000 rules ÷ 10 rules", found: growth.median, unit: "×", detail: "" });
  const gain = ratios(times.get("picomatch 1000")!, times.get("sbx 1000")!);
  rows.push({ goal: "1,000 rules: faster than an array of picomatch", found: gain.median, unit: "×", detail: "" });
  const [milliseconds, bytes] = (await engines[3]!.ask("b")).map(Number) as [number, number];
  const [build, keep] = [{ at: "most", value: 100 } as const, { at: "most", value: 24 } as const];
  rows.push({ goal: "build 10,000 rules", found: milliseconds, unit: "ms", must: build, detail: "" });
  rows.push({ goal: "10,000 rules retain", found: bytes / 2 ** 20, unit: "MB", must: keep, detail: "" });
  for (const engine of engines) engine.close();
  rows.forEach(context.log);
  return rows;
}
