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
  new Function("module", "exports", "require", "__edges", code)(
    module,
    module.exports,
    createRequire(import.meta.url),
    counters,
  );
  return { exercise: module.exports.exercise, edges: counters };
}

function splice(one: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const copy = one.slice();
  const from = random.below(Math.max(1, other.length));
  copy.set(other.subarray(from, from + Math.max(0, copy.length - from)), Math.min(from, copy.length));
  return copy;
}

/** The loop: what it has run, kept and found. */
class GuidedRun {
  runs = 0;
  findings = 0;
  readonly corpus: Corpus;
  readonly #target: Target;
  readonly #seed: number;

  constructor(target: Target, seed: number) {
    this.#target = target;
    this.#seed = seed;
    this.corpus = new Corpus(target.edges.length);
  }

  /** Runs one input, writes it down when it breaks a promise, and keeps it when it reached something new. */
  run(input: Uint8Array): void {
    this.#target.edges.fill(0);
    this.runs++;
    const start = performance.now();
    try {
      this.#target.exercise(input);
    } catch (error) {
      this.#found(input, error instanceof Error ? error.message : String(error));
    }
    const time = performance.now() - start;
    if (time > 1000) this.#found(input, `${time.toFixed(0)} ms for ${input.length} bytes`);
    this.corpus.offer(input, this.#target.edges);
  }

  /** One line on how far it is. */
  get status(): string {
    const edges = `${this.corpus.reached} of ${this.#target.edges.length} edges`;
    return `seed ${this.#seed}: ${this.runs} runs, ${this.corpus.inputs.length} inputs, ${edges}, ${this.findings} findings`;
  }

  #found(input: Uint8Array, words: string): void {
    this.findings++;
    const directory = join(packageRoot, "build/findings");
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `finding-${this.#seed}-${this.runs}`), input);
    if (this.findings <= 10) console.log(`run ${this.runs}: ${words}`);
  }
}

function fuzz(seconds: number, seed: number): void {
  const guided = new GuidedRun(loadTarget(), seed);
  const random = new Random(seed);
  for (const input of builtSeeds()) guided.run(input);
  const end = performance.now() + seconds * 1000;
  for (let now = performance.now(), said = now; now < end; now = performance.now()) {
    const parent = random.pick(guided.corpus.inputs);
    const spliced = random.below(8) === 0 ? splice(parent, random.pick(guided.corpus.inputs), random) : parent;
    const mutant = mutate(spliced, random);
    if (mutant.length > 0 && mutant.length < 65_536) guided.run(mutant);
    if (now - said < 30_000) continue;
    said = now;
    console.log(guided.status);
  }
  console.log(`guided, ${guided.status}`);
  if (guided.findings > 0) process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
  },
});
fuzz(Number(values.seconds), Number(values.seed));
