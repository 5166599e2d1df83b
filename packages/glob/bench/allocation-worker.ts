import { PerformanceObserver } from "node:perf_hooks";
import { compileRuleSet, glob, openRuleSet } from "@sbx/glob";
import { makePaths } from "./corpus.ts";
import { Random } from "./random.ts";
import { makeRules } from "./rules.ts";

// Prints the bytes that ten million matches allocate, and the garbage collections they cause, as JSON.

const MATCHES = 10_000_000;
const random = new Random(1);
const paths = makePaths(2_000, random);
const bytes = new TextEncoder().encode(paths.join(""));
const offsets = new Int32Array(paths.length + 1);
for (let i = 0; i < paths.length; i++) offsets[i + 1] = offsets[i]! + paths[i]!.length;
const pattern = glob("/{usr,lib}/**/*a*.[ch]");
const rules = openRuleSet(compileRuleSet(makeRules(1_000, paths, random)));

function run(matches: number): number {
  let found = 0;
  for (let i = 0, path = 0; i < matches; i++, path = path + 1 === paths.length ? 0 : path + 1) {
    if (pattern.test(bytes, offsets[path]!, offsets[path + 1]!)) found++;
    if (pattern.test(paths[path]!)) found++;
    if ((i & 7) === 0 && rules.match(bytes, offsets[path]!, offsets[path + 1]!) >= 0) found++;
  }
  return found;
}

let collections = 0;
const observer = new PerformanceObserver((list) => (collections += list.getEntries().length));
run(1_000_000);
globalThis.gc!();
await new Promise((resolve) => setTimeout(resolve, 50));
observer.observe({ entryTypes: ["gc"] });
const before = process.memoryUsage().heapUsed;
run(MATCHES);
const after = process.memoryUsage().heapUsed;
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(JSON.stringify({ bytes: (after - before) / MATCHES, collections }));
