import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";
import { mutate } from "../mutate.ts";
import { Random } from "../random.ts";
import { builtSeeds } from "../seeds.ts";
import { Corpus } from "./corpus.ts";
import { instrument } from "./instrument.ts";

// A coverage-guided loop of our own: prebuilt fuzzers for JavaScript want a newer C library than Debian 12 has.

const packageRoot = fileURLToPath(new URL("../../../", import.meta.url));

interface Target {
  readonly exercise: (bytes: Uint8Array) => unknown;
  readonly edges: Uint32Array;
}

/** The package and its promises in one instrumented script. */
function loadTarget(): Target {
  const { outputFiles } = buildSync({
    entryPoints: [join(packageRoot, "fuzz/exercise.ts")],
    bundle: true,
    write: false,
    platform: "node",
    format: "cjs",
    conditions: ["@sbx/source"],
    logLevel: "silent",
  });
  const { code, edges } = instrument(outputFiles[0]!.text);
  const counters = new Uint32Array(edges);
  const module = { exports: {} as { exercise: (bytes: Uint8Array) => unknown } };
  // oxlint-disable-next-line typescript/no-implied-eval -- the instrumented bundle of our own sources
  new Function("module", "exports", "require", "__edges", code)(module, module.exports, createRequire(import.meta.url), counters);
  return { exercise: module.exports.exercise, edges: counters };
}

function splice(one: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const copy = one.slice();
  const from = random.below(Math.max(1, other.length));
  copy.set(other.subarray(from, from + Math.max(0, copy.length - from)), Math.min(from, copy.length));
  return copy;
}

function fuzz(seconds: number, runs: number, seed: number): void {
  const { exercise, edges } = loadTarget();
  const random = new Random(seed);
  const corpus = new Corpus(edges.length);
  const directory = join(packageRoot, "build/findings");
  let count = 0;
  let findings = 0;
  const run = (input: Uint8Array): void => {
    edges.fill(0);
    count++;
    const start = performance.now();
    try {
      exercise(input);
    } catch (error) {
      findings++;
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, `finding-${seed}-${count}`), input);
      if (findings <= 10) console.log(`run ${count}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const time = performance.now() - start;
    if (time > 1000) console.log(`run ${count}: ${time.toFixed(0)} ms for ${input.length} bytes`);
    corpus.offer(input, edges);
  };
  for (const input of builtSeeds()) run(input);
  const end = performance.now() + seconds * 1000;
  let said = performance.now();
  while (performance.now() < end && count < runs) {
    const parent = random.pick(corpus.inputs);
    const mutant = mutate(random.below(8) === 0 ? splice(parent, random.pick(corpus.inputs), random) : parent, random);
    if (mutant.length > 0 && mutant.length < 65_536) run(mutant);
    if (performance.now() - said < 30_000) continue;
    said = performance.now();
    console.log(`${count} runs, ${corpus.inputs.length} inputs, ${corpus.reached} of ${edges.length} edges, ${findings} findings`);
  }
  console.log(
    `guided, seed ${seed}: ${count} runs, ${corpus.inputs.length} inputs, ${corpus.reached} of ${edges.length} edges, ${findings} findings`,
  );
  if (findings > 0) process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    runs: { type: "string", default: "1e9" },
    seed: { type: "string", default: "1" },
  },
});
fuzz(Number(values.seconds), Number(values.runs), Number(values.seed));
