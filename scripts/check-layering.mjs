// Checks the rules of the design that a linter does not know: which package may import which, no cycles, no system in the
// pure packages, no path arithmetic by hand in core, files of at most 300 lines, folders of at most a dozen files (a warning).
import { checkCycles } from "./checks/cycles.mjs";
import { checkLayers } from "./checks/layers.mjs";
import { checkPathArithmetic } from "./checks/path-arithmetic.mjs";
import { readSources } from "./checks/sources.mjs";
import { checkSizes, crowdedFolders } from "./checks/sizes.mjs";

const sources = readSources();
const problems = [
  ...checkLayers(sources),
  ...checkCycles(sources),
  ...checkPathArithmetic(sources),
  ...checkSizes(sources),
];
for (const folder of crowdedFolders(sources)) console.log(`warning: ${folder}`);
for (const problem of problems) console.error(problem);
console.log(`${sources.length} files, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
