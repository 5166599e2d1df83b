import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ElfError, parseElf, type Elf } from "@sbx/elf";
import { Random } from "../../fuzz/random.ts";
import { compileSamples } from "../../samples/compile.ts";
import { withFile } from "../fd-source.ts";
import { asChecksec, checksecFacts } from "./checksec.ts";
import { compareFacts, type Agreement } from "./compare.ts";
import { factsOfElf, readelfFacts, type Facts } from "./readelf.ts";
import { readelfTables, tablesOfElf } from "./readelf-tables.ts";
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

/** objcopy --only-keep-debug leaves PT_INTERP without bytes, and scanelf then prints whatever is at its offset. */
function hasTakenInterpreter(file: string): boolean {
  return withFile(file, (source) => parseElf(source).segments.some(({ type, filesz }) => type === 3 && filesz === 0n));
}

function sample(files: readonly string[], count: number, random: Random): readonly string[] {
  if (files.length <= count) return files;
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(random.pick(files));
  return [...chosen];
}

/** Compares every file, and samples compiled for the purpose, with each tool that is installed. */
export function compareAll(files: readonly string[], seed: number): readonly Agreement[] {
  const results: Agreement[] = [];
  const compiled = hasProgram("cc") ? compileSamples(mkdtempSync(join(tmpdir(), "sbx-elf-samples-"))) : [];
  const all = [...files, ...compiled];
  results.push(compareFacts("readelf", all, (file) => ours(file, factsOfElf), readelfFacts(all)));
  const small = all.filter((file) => statSync(file).size < 3_000_000);
  results.push(compareFacts("readelf, tables", small, (file) => ours(file, tablesOfElf), readelfTables(small)));
  if (hasProgram("scanelf")) {
    const whole = all.filter((file) => !hasTakenInterpreter(file));
    results.push(compareFacts("scanelf", whole, (file) => ours(file, asScanelf), scanelfFacts(whole)));
  } else console.log("scanelf: not here (Debian: pax-utils)");
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
