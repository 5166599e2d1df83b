import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtSeeds } from "./seeds.ts";

// The first corpus of the coverage-guided run.
const directory = process.argv[2] ?? "build/corpus";
mkdirSync(directory, { recursive: true });
builtSeeds().forEach((bytes, index) => writeFileSync(join(directory, `seed-${index}`), bytes));
