import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { memory, root } from "../setup/paths.mjs";

const results = join(memory, "vitest.json");
/** Where the count of the last run lies, for the checks that call `npm test`. */
export const countFile = join(memory, "test-count.json");

/** Runs all tests, showing their progress, and counts them. What vitest cannot count counts as one failure. */
export function runTests(args = []) {
  mkdirSync(memory, { recursive: true });
  rmSync(results, { force: true });
  const vitest = join(root, "node_modules/.bin/vitest");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const run = spawnSync(vitest, ["run", ...reporters, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  const count = existsSync(results) ? countResults(JSON.parse(readFileSync(results, "utf8"))) : nothing();
  if (run.status !== 0 && count.failed === 0) count.failed = 1;
  writeFileSync(countFile, JSON.stringify(count));
  return count;
}

function nothing() {
  return { passed: 0, failed: 0, skipped: 0 };
}

/** Counts tests; a file that failed before it had any test counts as one failure. */
export function countResults(report) {
  const count = nothing();
  for (const file of report.testResults) {
    const states = file.assertionResults.map((test) => test.status);
    const failed = states.filter((state) => state === "failed").length;
    count.passed += states.filter((state) => state === "passed").length;
    count.failed += failed === 0 && file.status === "failed" ? 1 : failed;
    count.skipped += states.filter((state) => state !== "passed" && state !== "failed").length;
  }
  return count;
}
