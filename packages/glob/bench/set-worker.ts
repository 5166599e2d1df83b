import { createInterface } from "node:readline";
import { compileRuleSet, glob, openRuleSet } from "@sbx/glob";
import picomatch from "picomatch";
import { makePaths } from "./corpus.ts";
import { Random } from "./random.ts";
import { makeRules } from "./rules.ts";

// node --expose-gc set-worker.js ENGINE RULES SEED: a set of rules against 20,000 paths. `t` answers "nanoseconds matches",
// `c` "hash matches" over the first 2,000 paths, `b` "milliseconds bytes" for building the set and keeping it.

const PATHS = 20_000;
const [engine, count, seed] = process.argv.slice(2) as [string, string, string];
const random = new Random(Number(seed));
const paths = makePaths(PATHS, random);
const rules = makeRules(Number(count), paths, random);
const bytes = new TextEncoder().encode(paths.join(""));
const offsets = new Int32Array(PATHS + 1);
for (let i = 0; i < PATHS; i++) offsets[i + 1] = offsets[i]! + paths[i]!.length;

function compile(): (path: number) => number {
  if (engine === "search") {
    const compiled = rules.map((rule) => glob(rule, { braces: false }));
    return (path) => compiled.findLastIndex((pattern) => pattern.test(bytes, offsets[path]!, offsets[path + 1]!));
  }
  if (engine === "sbx") {
    const set = openRuleSet(compileRuleSet(rules));
    return (path) => set.match(bytes, offsets[path]!, offsets[path + 1]!);
  }
  // picomatch has no `/***`: it reads `/**` so, which is why the trees of the rules are written that way for it.
  const compiled = rules.map((rule) => picomatch(rule.endsWith("/***") ? rule.slice(0, -1) : rule, { dot: true }));
  return (path) => compiled.findLastIndex((matches) => matches(paths[path]!));
}

const match = compile();

/** picomatch needs thousands of times longer: it gets fewer paths. */
const passPaths = engine === "sbx" ? PATHS : Math.max(20, Math.floor(200_000 / Number(count)));

function pass(): number {
  let matches = 0;
  for (let path = 0; path < passPaths; path++) if (match(path) >= 0) matches++;
  return matches;
}

function check(): string {
  let hash = 0;
  let matches = 0;
  for (let path = 0; path < 2_000; path++) {
    const index = match(path);
    hash = (Math.imul(hash, 31) + index) >>> 0;
    if (index >= 0) matches++;
  }
  return `${hash} ${matches}`;
}

/** Microseconds of processor time: these are no ratios, so what else runs on the machine must not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const KEPT = 5;

/** Median time to build a set, and what one keeps alive: typed arrays, and objects as far as they can be told from noise. */
function build(): string {
  for (let i = 0; i < KEPT; i++) compile();
  globalThis.gc!();
  const before = process.memoryUsage();
  const kept: unknown[] = [];
  const times = Array.from({ length: KEPT }, () => {
    const start = cpuTime();
    kept.push(compile());
    return (cpuTime() - start) / 1_000;
  });
  globalThis.gc!();
  const after = process.memoryUsage();
  const arrays = after.arrayBuffers - before.arrayBuffers;
  const objects = Math.max(0, after.heapUsed - before.heapUsed);
  return `${times.toSorted((a, b) => a - b)[KEPT >> 1]} ${(arrays + objects) / kept.length}`;
}

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "t") {
    pass();
    const before = cpuTime();
    const matches = pass();
    console.log(`${((cpuTime() - before) * 1_000) / passPaths} ${matches}`);
  } else console.log(line === "b" ? build() : check());
});
