import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { Engine, interleave } from "./engine.ts";
import type { Context } from "./context.ts";
import type { Row } from "./report.ts";
import { ratios, spreadOf } from "./statistics.ts";
import { writeWorkload, type WorkloadPlan } from "./workload.ts";

const FNM_PATHNAME = 1;

/** What is compared with fnmatch; `flags 0` means that wildcards cross slashes. */
const COMPARISONS: readonly (Omit<WorkloadPlan, "seed"> & { readonly goal: string; readonly must?: number })[] = [
  {
    name: "hot",
    goal: "one match ÷ fnmatch, flags 0, hot",
    must: 0.75,
    patterns: 300,
    paths: 6_000,
    shape: { deep: false, classes: true },
    pathAware: false,
  },
  {
    name: "plain",
    goal: "the same without brackets",
    must: 0.68,
    patterns: 300,
    paths: 6_000,
    shape: { deep: false, classes: false },
    pathAware: false,
  },
  {
    name: "cold",
    goal: "the same, cold",
    must: 0.65,
    patterns: 2_000,
    paths: 127_000,
    shape: { deep: false, classes: true },
    pathAware: false,
    pairs: 2_032_000,
  },
  {
    name: "hot-pathname",
    goal: "one match ÷ fnmatch, FNM_PATHNAME, hot",
    patterns: 300,
    paths: 6_000,
    shape: { deep: false, classes: true },
    pathAware: true,
  },
  {
    name: "cold-pathname",
    goal: "the same, cold",
    patterns: 2_000,
    paths: 127_000,
    shape: { deep: false, classes: true },
    pathAware: true,
    pairs: 2_032_000,
  },
];

/** One match against the C library's. */
export async function fnmatchRows({ folder, here, node, rounds, seed, log }: Context): Promise<Row[]> {
  const driver = join(folder, "fnmatch");
  execFileSync("cc", ["-O2", "-o", driver, join(here, "../native/fnmatch.c")]);
  const rows: Row[] = [];
  for (const { goal, must, ...plan } of COMPARISONS) {
    const { workload, file, texts } = writeWorkload(folder, { ...plan, seed });
    const flags = String(plan.pathAware ? FNM_PATHNAME : 0);
    const pairs = workload.pairs === undefined ? [] : [workload.pairs];
    const ours = new Engine("sbx", [...node, join(here, "worker.js"), "sbx", file]);
    const theirs = new Engine("fnmatch", [driver, ...texts, flags, ...pairs]);
    const answers = [await ours.ask("c"), await theirs.ask("c")].map((words) => words.join(" "));
    if (answers[0] !== answers[1]) throw new Error(`${plan.name}: sbx answers ${answers[0]}, fnmatch ${answers[1]}`);
    const times = await interleave([ours, theirs], rounds);
    ours.close();
    theirs.close();
    const [a, b] = [times.get("sbx")!, times.get("fnmatch")!];
    const { median, low, high } = ratios(a, b);
    const each = [a, b].map((all) => (spreadOf(all).median / workload.count).toFixed(1));
    const detail = `${low.toFixed(2)}–${high.toFixed(2)}; ${each[0]} ns against ${each[1]} ns, same ${workload.count} answers`;
    rows.push({
      goal,
      found: median,
      unit: "×",
      detail,
      ...(must === undefined ? {} : { must: { at: "most", value: must } }),
    });
    log(rows.at(-1)!);
  }
  return rows;
}
