import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { findElfFiles } from "../bench/system-files.ts";
import { runCampaign, type Campaign } from "./campaign.ts";
import { corpora } from "./corpora.ts";
import { mutants } from "./mutants.ts";
import { Random } from "./random.ts";
import { builtSeeds } from "./seeds.ts";

/** Real programs as seeds too: small ones, so that a mutation hits something. */
function seeds(elfFiles: readonly string[], random: Random): readonly Uint8Array[] {
  const small = elfFiles.filter((path) => statSync(path).size < 60_000);
  const chosen = small.length === 0 ? [] : Array.from({ length: 60 }, () => readFileSync(random.pick(small)));
  return [...builtSeeds(), ...chosen.map((bytes) => Uint8Array.from(bytes))];
}

function show(name: string, campaign: Campaign): void {
  const { files, results, slowest, findings } = campaign;
  const counts = `${results.error} errors, ${results.anomalies} with anomalies, ${results.clean} clean`;
  console.log(`${name}: ${files} files: ${counts}; slowest ${slowest.toFixed(1)} ms; ${findings.length} findings`);
  for (const { file, words, bytes } of findings.slice(0, 10)) {
    console.log(`  file ${file}: ${words}\n    ${Buffer.from(bytes.subarray(0, 4096)).toString("base64")}`);
  }
  if (findings.length > 0) process.exitCode = 1;
}

const { values } = parseArgs({
  options: {
    mutants: { type: "string", default: "20000" },
    files: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
  },
});
const seed = Number(values.seed);
const elfFiles = findElfFiles(["/bin", "/sbin", "/lib", "/usr/bin", "/usr/lib/x86_64-linux-gnu"]);
const random = new Random(seed);
// Memory is measured from here: the code is compiled, the seeds are in memory.
const from = seeds(elfFiles, random);
runCampaign(mutants(from, 500, seed + 1));
globalThis.gc?.();
const before = process.resourceUsage().maxRSS;
console.log(`seed ${seed}`);
show("mutants", runCampaign(mutants(from, Number(values.mutants), seed)));
console.log(
  `memory above the start: ${((process.resourceUsage().maxRSS - before) / 1024).toFixed(1)} MiB (must: at most 16)`,
);
if (process.resourceUsage().maxRSS - before > 16 * 1024) process.exitCode = 1;
show("corpora", runCampaign(corpora(Number(values.files), elfFiles, random)));
