import { Random } from "../bench/random.ts";
import { checkPattern, checkRules, type Tally } from "./check.ts";
import { checkStrings } from "./strings.ts";

// tsx fuzz/main.ts [CASES] [SEED]: compares every matcher with the oracle; each mismatch becomes a row of fixtures/.
const cases = Number(process.argv[2] ?? 5_000_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
const random = new Random(seed);
const tally: Tally = { cases: 0, matched: 0, mismatches: [] };
console.log(`seed ${seed}, ${cases} cases`);
for (let next = cases / 10; tally.cases < cases && tally.mismatches.length < 10;) {
  for (let i = 0; i < 20; i++) checkPattern(random, tally);
  checkRules(random, tally);
  for (let i = 0; i < 5; i++) checkStrings(random, tally);
  if (tally.cases >= next) {
    console.log(`${tally.cases} cases, ${tally.matched} matched, ${tally.mismatches.length} mismatches`);
    next += cases / 10;
  }
}
for (const mismatch of tally.mismatches) console.log(JSON.stringify(mismatch));
console.log(`seed ${seed}: ${tally.cases} cases, ${tally.matched} matched, ${tally.mismatches.length} mismatches`);
process.exitCode = tally.mismatches.length === 0 ? 0 : 1;
