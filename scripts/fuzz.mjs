// Runs the random tests for longer: calls inside a sandbox, with the supervisor watched, and the packages' own.
//   node scripts/fuzz.mjs [SECONDS] [SEED]
import { spawnSync } from "node:child_process";

const [seconds = "60", seed = String(Date.now() % 1_000_000)] = process.argv.slice(2);
console.log(`seed ${seed}, ${seconds} s`);
const { status } = spawnSync("npx", ["vitest", "run", "tests/race/random.test.ts", "fuzz"], {
  stdio: "inherit",
  env: { ...process.env, SBX_FUZZ_SECONDS: seconds, SBX_SEED: seed },
});
process.exit(status ?? 1);
