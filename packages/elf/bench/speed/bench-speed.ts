import { execCheck } from "@sbx/elf";
import { withFile } from "../fd-source.ts";
import type { Goal } from "../goal.ts";
import { benchBatch } from "./batch.ts";
import { benchInMemory } from "./in-memory.ts";
import { benchPerFile } from "./per-file.ts";
import { benchSymbols } from "./symbols.ts";

/** Files that an exec check decides; the few that are too scattered for three reads are counted. */
function decided(files: readonly string[]): readonly string[] {
  const kept = files.filter((path) => {
    try {
      withFile(path, (source) => execCheck(source));
      return true;
    } catch {
      return false;
    }
  });
  console.log(`${files.length} ELF files, ${files.length - kept.length} of them undecided by execCheck`);
  return kept;
}

/** Measures every speed goal on ELF files of the system. */
export async function benchSpeed(all: readonly string[]): Promise<readonly Goal[]> {
  const files = decided(all);
  return [...benchPerFile(files), ...(await benchInMemory(files)), ...benchBatch(files), ...(await benchSymbols())];
}
