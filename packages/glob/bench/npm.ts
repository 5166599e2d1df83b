import { join } from "node:path";
import type { Context } from "./context.ts";
import { Engine, interleave } from "./engine.ts";
import { TEXT_ENGINES } from "./matchers.ts";
import type { Row } from "./report.ts";
import { ratios } from "./statistics.ts";
import { withPatterns, writeWorkload, type Written } from "./workload.ts";

/** How many times faster than each package. */
const MUST: Readonly<Record<string, number>> = {
  picomatch: 3,
  minimatch: 8,
  zeptomatch: 1.6,
  micromatch: 2,
  "wildcard-match": 2,
};

const NAMES = ["sbx", ...Object.keys(TEXT_ENGINES)];

function start({ node, here }: Context, file: string): Engine[] {
  return NAMES.map((name) => new Engine(name, [...node, join(here, "worker.js"), name, file]));
}

/** The patterns about which all engines agree on every path. */
async function agreed(context: Context, { workload, file }: Written): Promise<string[]> {
  const engines = start(context, file);
  const answers = await Promise.all(engines.map((engine) => engine.ask("p")));
  for (const engine of engines) engine.close();
  return workload.patterns.filter((_, i) => new Set(answers.map((hashes) => hashes[i])).size === 1);
}

/** One match against the packages of npm. */
export async function npmRows(context: Context): Promise<Row[]> {
  const shape = { deep: true, classes: false };
  const plan = { name: "npm", patterns: 330, paths: 2_000, shape, pathAware: true, seed: context.seed };
  const all = writeWorkload(context.folder, plan);
  const patterns = (await agreed(context, all)).slice(0, 300);
  const { file } = withPatterns(context.folder, "npm-agreed", all, patterns);
  const engines = start(context, file);
  const answers = await Promise.all(engines.map(async (engine) => (await engine.ask("c")).join(" ")));
  if (new Set(answers).size !== 1) throw new Error(`engines disagree: ${answers.join(", ")}`);
  const times = await interleave(engines, context.rounds);
  for (const engine of engines) engine.close();
  const rows: Row[] = [];
  for (const ours of ["sbx", "sbx (string)"]) {
    for (const [name, must] of Object.entries(MUST)) {
      const { median, low, high } = ratios(times.get(name)!, times.get(ours)!);
      const form = ours === "sbx" ? "bytes" : "strings";
      const detail = `${low.toFixed(2)}–${high.toFixed(2)}; ${patterns.length} patterns × 2000 paths, same answers`;
      const goal = `faster than ${name}, ${form}`;
      rows.push({ goal, found: median, unit: "×", must: { at: "least", value: must }, detail });
      context.log(rows.at(-1)!);
    }
  }
  return rows;
}
