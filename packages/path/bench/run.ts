import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { chosenSeed, Random } from "../fuzz/random.ts";
import { COUNT } from "./contestants.ts";
import { checkBytesAreSeen, measure, type Result } from "./measure.ts";
import { rowsOf } from "./rows.ts";

// Usage: pnpm bench [--json FILE]; SBX_SEED repeats a run.

const seed = chosenSeed();
console.log(`@sbx/path, Node ${process.version}, ${cpus()[0]?.model.trim()}, SBX_SEED=${seed}`);
const { rows, meanLength } = rowsOf(new Random(seed));
console.log(`All contestants gave the same answers on ${COUNT} paths of ${shown(meanLength)} bytes on average.`);
console.log("× is their time ÷ ours, B is bytes allocated by one operation; median, 10th to 90th percentile.\n");

checkBytesAreSeen();
const results = [...rows.flatMap(measure), garbage()];
console.log("| goal | against | measured | spread | must | stretch | ours, ns | reached |");
console.log("|---|---|---|---|---|---|---|---|");
for (const { goal, against, median, low, high, must, stretch, unit, reached, ourNanoseconds } of results) {
  const verdict = must === undefined ? "" : reached ? "yes" : "NO";
  const bound = must === undefined ? "" : `${unit === "×" ? "≥" : "≤"} ${shown(must)} ${unit}`;
  console.log(
    `| ${goal} | ${against} | ${shown(median)} ${unit} | ${shown(low)}–${shown(high)} | ${bound} | ${shown(stretch)} | ${shown(ourNanoseconds)} | ${verdict} |`,
  );
}

const jsonAt = process.argv.indexOf("--json");
if (jsonAt > 0) {
  const report = { node: process.version, cpu: cpus()[0]?.model.trim(), seed, results };
  writeFileSync(process.argv[jsonAt + 1] ?? "bench.json", `${JSON.stringify(report, undefined, 2)}\n`);
}
const missed = results.filter((result) => !result.reached);
if (missed.length > 0) {
  console.error(`\n${missed.length} goals are not reached.`);
  process.exitCode = 1;
}

/** Counts the collections during ten million operations. */
function garbage(): Result {
  const file = fileURLToPath(new URL("garbage.ts", import.meta.url));
  const young = ["--min-semi-space-size=1", "--max-semi-space-size=1"];
  const output = execFileSync(process.execPath, [...young, "--import", "tsx", file, String(seed)], {
    encoding: "utf8",
  });
  const [count, control] = (JSON.parse(output) as { counts: [number, number] }).counts;
  if (control < 100) throw new Error(`Only ${control} collections were seen in ten million operations that allocate.`);
  return {
    goal: "collections in 10 M operations",
    against: "",
    median: count,
    low: count,
    high: count,
    must: 0,
    stretch: undefined,
    unit: "",
    reached: count === 0,
    ourNanoseconds: 0,
  };
}

function shown(value: number | undefined): string {
  return value === undefined ? "" : String(Math.round(value * 100) / 100);
}
