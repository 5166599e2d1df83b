// Runs what is too slow for every push: programs and packages of others inside as outside, long stress and races.
import { spawnSync } from "node:child_process";

const { status } = spawnSync("npx", ["vitest", "run", "tests/conformance", "tests/race", ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, SBX_CONFORMANCE: "1" },
});
process.exit(status ?? 1);
