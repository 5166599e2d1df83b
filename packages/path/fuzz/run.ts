import { checks, interning } from "./checks.ts";
import { chosenSeed, Random } from "./random.ts";

// Usage: pnpm fuzz [SECONDS], ten by default; SBX_SEED repeats a run.

const seconds = Number(process.argv[2] ?? 10);
const seed = chosenSeed();
const random = new Random(seed);
const all = Object.entries({ ...checks, "ids agree with a Map": interning(random.next() | 0) });
console.log(`@sbx/path: ${all.length} checks for ${seconds} s, SBX_SEED=${seed}`);

let cases = 0;
const end = Date.now() + seconds * 1000;
while (Date.now() < end && process.exitCode === undefined) {
  for (const [name, check] of all) {
    for (let count = 0; count < 1000; count++, cases++) {
      const wrong = check(random);
      if (wrong === undefined) continue;
      console.error(`After ${cases} cases, not so: ${name}\n${JSON.stringify(wrong)}`);
      process.exitCode = 1;
      break;
    }
  }
}
console.log(`${cases} cases`);
