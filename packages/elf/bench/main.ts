import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareAll } from "./agreement/compare-all.ts";
import { showAgreement } from "./agreement/compare.ts";
import { hasProgram } from "./agreement/run-batch.ts";
import { foreignFiles } from "./foreign.ts";
import { showGoals, type Goal } from "./goal.ts";
import { compareWithKernel } from "./kernel/compare-with-kernel.ts";
import { benchSpeed } from "./speed/bench-speed.ts";
import { findElfFiles } from "./system-files.ts";

// node build/bench/main.js [speed] [agreement] [foreign] [kernel] [robustness] [--list FILE] [--seed N]; without words, everything.

function agreementGoals(title: string, files: readonly string[], seed: number): readonly Goal[] {
  return compareAll(files, seed).map((agreement) => {
    console.log(showAgreement(agreement));
    const { name, facts, differences } = agreement;
    const measured = `${agreement.files} files, ${facts} facts, ${differences.length} differences`;
    return { name: `agreement with ${name}, ${title}`, must: "100 %", measured, reached: differences.length === 0 };
  });
}

function foreignGoals(seed: number): readonly Goal[] {
  const files = foreignFiles();
  if (files.length > 0) return agreementGoals("foreign architectures", files, seed);
  console.log("foreign architectures: Debian's cross packages cannot be had here");
  return [];
}

function kernelGoals(seed: number): readonly Goal[] {
  if (process.platform !== "linux" || process.arch !== "x64" || !hasProgram("cc")) {
    console.log("kernel: needs Linux on x86-64 and a C compiler");
    return [];
  }
  const { files, wrong, undecided, pairs } = compareWithKernel(20_000, seed);
  for (const [pair, times] of [...pairs].sort()) console.log(`  ${String(times).padStart(6)}  ${pair}`);
  const measured = `${files} damaged headers and scripts, ${wrong} wrong, ${undecided} undecided`;
  return [{ name: "verdicts against the running kernel", must: "0 wrong", measured, reached: wrong === 0 }];
}

function robustnessGoals(seed: number): readonly Goal[] {
  const script = fileURLToPath(new URL("../fuzz/main.js", import.meta.url));
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--expose-gc", "--max-semi-space-size=1", script, "--seed", String(seed)],
    { encoding: "utf8", maxBuffer: 1 << 28 },
  );
  console.log(stdout.trimEnd());
  const measured = stdout
    .split("\n")
    .filter((line) => /^(mutants|memory|corpora)/.test(line))
    .map((line) => line.replace(/: \d+ errors[^;]*;/, ":"))
    .join("; ");
  const must = "0 findings, ≤ 50 ms, ≤ 16 MiB";
  return [{ name: "20,000 mutants and 100,000 other files", must, measured, reached: status === 0 }];
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: "string" }, seed: { type: "string", default: "1" } },
});
const seed = Number(values.seed);
const wants = (word: string): boolean => positionals.length === 0 || positionals.includes(word);
const listed = values.list === undefined ? null : readFileSync(values.list, "utf8").split("\n");
const files = listed?.filter((line) => line !== "") ?? findElfFiles();
console.log(`Node.js ${process.version}, seed ${seed}, ${files.length} ELF files`);
const goals: Goal[] = [];
if (wants("speed")) goals.push(...(await benchSpeed(files)));
if (wants("agreement")) goals.push(...agreementGoals("this system", files, seed));
if (wants("foreign")) goals.push(...foreignGoals(seed));
if (wants("kernel")) goals.push(...kernelGoals(seed));
if (wants("robustness")) goals.push(...robustnessGoals(seed));
console.log(`\n${showGoals(goals)}`);
const report = fileURLToPath(new URL("../bench.json", import.meta.url));
writeFileSync(report, `${JSON.stringify({ node: process.version, seed, files: files.length, goals }, null, 2)}\n`);
if (goals.some(({ reached }) => !reached)) process.exitCode = 1;
