import { readFileSync } from "node:fs";
import { ElfError, parseElf } from "@sbx/elf";
import { withFile } from "../fd-source.ts";
import { findElfFiles } from "../system-files.ts";
import { compareFacts, showAgreement, type Agreement } from "./compare.ts";
import { factsOfElf, readelfFacts, type Facts } from "./readelf.ts";

function ourFacts(file: string): Facts {
  try {
    return withFile(file, (source) => factsOfElf(parseElf(source)));
  } catch (error) {
    if (error instanceof ElfError) return { error: error.message };
    throw error;
  }
}

/** Files to compare: a list in a file, or every ELF file below the roots. */
export function chosenFiles(list: string | undefined, roots: readonly string[]): readonly string[] {
  if (list !== undefined) return readFileSync(list, "utf8").split("\n").filter((line) => line !== "");
  return findElfFiles(roots.length > 0 ? roots : undefined);
}

export function readelfAgreement(files: readonly string[]): Agreement {
  return compareFacts("readelf -hldnW", files, ourFacts, readelfFacts(files));
}

const [list] = process.argv.slice(2);
console.log(showAgreement(readelfAgreement(chosenFiles(list, [])), 60));
