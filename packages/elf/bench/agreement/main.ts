import { readFileSync } from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ElfError, parseElf, type Elf } from "@sbx/elf";
import { Random } from "../../fuzz/random.ts";
import { compileSamples } from "../../samples/compile.ts";
import { withFile } from "../fd-source.ts";
import { findElfFiles } from "../system-files.ts";
import { asChecksec, checksecFacts } from "./checksec.ts";
import { compareFacts, showAgreement, type Agreement } from "./compare.ts";
import { factsOfElf, readelfFacts, type Facts } from "./readelf.ts";
import { hasProgram } from "./run-batch.ts";
import { asScanelf, scanelfFacts } from "./scanelf.ts";

function ours(file: string, reduce: (elf: Elf) => Facts): Facts {
  try {
    return withFile(file, (source) => reduce(parseElf(source)));
  } catch (error) {
    if (error instanceof ElfError) return { error: error.message };
    throw error;
  }
}

function sample(files: readonly string[], count: number, random: Random): readonly string[] {
  if (files.length <= count) return files;
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(random.pick(files));
  return [...chosen];
}

function compareAll(files: readonly string[], seed: number): readonly Agreement[] {
  const results: Agreement[] = [];
  const compiled = hasProgram("cc") ? compileSamples(mkdtempSync(join(tmpdir(), "sbx-elf-samples-"))) : [];
  const all = [...files, ...compiled];
  results.push(compareFacts("readelf", all, (file) => ours(file, factsOfElf), readelfFacts(all)));
  if (hasProgram("scanelf"))
    results.push(compareFacts("scanelf", all, (file) => ours(file, asScanelf), scanelfFacts(all)));
  else console.log("scanelf: not here (Debian: pax-utils)");
  if (hasProgram("checksec")) {
    const some = [...sample(files, 200, new Random(seed)), ...compiled];
    results.push(
      compareFacts(
        "checksec",
        some,
        (file) => ours(file, asChecksec),
        new Map(some.map((file) => [file, checksecFacts(file)])),
      ),
    );
  } else console.log("checksec: not here (Debian: checksec)");
  return results;
}

/** Files to compare: those of a list, or every ELF file of the system. */
function chosenFiles(list: string | undefined): readonly string[] {
  if (list === undefined) return findElfFiles();
  return readFileSync(list, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

const [list, seedText] = process.argv.slice(2);
const seed = Number(seedText ?? 1);
console.log(`seed ${seed}`);
for (const agreement of compareAll(chosenFiles(list), seed)) {
  console.log(showAgreement(agreement, 25));
  if (agreement.differences.length > 0) process.exitCode = 1;
}
