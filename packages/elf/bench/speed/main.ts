import { readFileSync } from "node:fs";
import { execCheck } from "@sbx/elf";
import { withFile } from "../fd-source.ts";
import { showGoals, type Goal } from "../goal.ts";
import { findElfFiles } from "../system-files.ts";
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

/** Measures every speed goal. */
export async function benchSpeed(list: string | undefined): Promise<readonly Goal[]> {
  const all =
    list === undefined
      ? findElfFiles()
      : readFileSync(list, "utf8")
          .split("\n")
          .filter((line) => line !== "");
  const files = decided(all);
  const goals: Goal[] = [];
  goals.push(...benchPerFile(files));
  goals.push(...(await benchInMemory(files)));
  goals.push(...benchBatch(files));
  goals.push(...(await benchSymbols()));
  return goals;
}

if (process.argv[1] === import.meta.filename) {
  console.log(showGoals(await benchSpeed(process.argv[2])));
}
