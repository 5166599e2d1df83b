import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makePaths, makePatterns, type PatternShape } from "./corpus.ts";
import { Random } from "./random.ts";

/** What every engine of a comparison gets. */
export interface Workload {
  readonly patterns: readonly string[];
  readonly paths: readonly string[];
  readonly pathAware: boolean;
  /** A file of index pairs; without it every pattern meets every path. */
  readonly pairs: string | undefined;
  readonly count: number;
}

/** What to make. */
export interface WorkloadPlan {
  readonly name: string;
  readonly patterns: number;
  readonly paths: number;
  readonly shape: PatternShape;
  readonly pathAware: boolean;
  /** Draw so many pairs at random: pattern and path are cold every time. */
  readonly pairs?: number;
  readonly seed: number;
}

/** A workload and the files it was written to. */
export interface Written {
  readonly workload: Workload;
  readonly file: string;
  /** The same for the C driver. */
  readonly texts: readonly [patterns: string, paths: string];
}

function drawPairs(plan: WorkloadPlan, count: number, random: Random): Uint32Array {
  const pairs = new Uint32Array(2 * count);
  for (let i = 0; i < count; i++) {
    pairs[2 * i] = random.below(plan.patterns);
    pairs[2 * i + 1] = random.below(plan.paths);
  }
  return pairs;
}

/** Writes a workload into a folder. */
export function writeWorkload(folder: string, plan: WorkloadPlan): Written {
  const random = new Random(plan.seed);
  const paths = makePaths(plan.paths, random);
  const patterns = makePatterns(plan.patterns, paths, { shape: plan.shape, random });
  const at = (suffix: string): string => join(folder, `${plan.name}.${suffix}`);
  let pairs: string | undefined;
  if (plan.pairs !== undefined) {
    pairs = at("pairs");
    writeFileSync(pairs, drawPairs(plan, plan.pairs, random));
  }
  return save(at, {
    patterns,
    paths,
    pathAware: plan.pathAware,
    pairs,
    count: plan.pairs ?? plan.patterns * plan.paths,
  });
}

function save(at: (suffix: string) => string, workload: Workload): Written {
  const texts = [at("patterns"), at("paths")] as const;
  writeFileSync(texts[0], workload.patterns.map((pattern) => `${pattern}\0`).join(""));
  writeFileSync(texts[1], workload.paths.map((path) => `${path}\0`).join(""));
  writeFileSync(at("json"), JSON.stringify(workload));
  return { workload, file: at("json"), texts };
}

/** The same workload with fewer patterns. */
export function withPatterns(
  folder: string,
  name: string,
  { workload }: Written,
  patterns: readonly string[],
): Written {
  const count = patterns.length * workload.paths.length;
  return save((suffix) => join(folder, `${name}.${suffix}`), { ...workload, patterns, count });
}
