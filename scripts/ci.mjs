// All checks of a change: npm test, then lint, layering, types, format, unused code, generated documents. Each counts.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { addCounts, closingLine } from "./checks/count.mjs";
import { countFile } from "./checks/tests.mjs";
import { root } from "./setup/paths.mjs";

const bin = (name) => join(root, "node_modules/.bin", name);
const CHECKS = [
  ["lint", bin("oxlint"), ["--deny-warnings"]],
  ["layering", process.execPath, ["scripts/check-layering.mjs"]],
  ["types", bin("tsc"), ["-p", "tsconfig.json", "--noEmit"]],
  ["format", bin("oxfmt"), ["--check"]],
  ["unused code", bin("knip"), ["--no-config-hints"]],
  ["generated documents", process.execPath, ["scripts/generate-docs.mjs", "--check"]],
];

function runCheck(name, command, args) {
  const started = Date.now();
  process.stdout.write(`\n=== ${name}\n`);
  const env = { ...process.env, NO_COLOR: "1" };
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`=== ${name}: ${status === 0 ? "good" : "FAILED"} (${seconds} s)\n`);
  return status === 0;
}

rmSync(countFile, { force: true });
const tested = runCheck("npm test", "npm", ["test", "--", "--no-closing-line"]);
let count = existsSync(countFile) ? JSON.parse(readFileSync(countFile, "utf8")) : { passed: 0, failed: 1, skipped: 0 };
if (!tested && count.failed === 0) count = addCounts(count, { passed: 0, failed: 1, skipped: 0 });

const bad = [];
for (const [name, command, args] of CHECKS) {
  if (args[0]?.endsWith(".mjs") === true && !existsSync(join(root, args[0]))) continue;
  const good = runCheck(name, command, args);
  if (!good) bad.push(name);
  count = addCounts(count, { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });
}

if (!tested) bad.unshift("npm test");
process.stdout.write(bad.length === 0 ? "\nall checks are good\n" : `\nfailed: ${bad.join(", ")}\n`);
process.stdout.write(closingLine(count));
process.exitCode = bad.length === 0 && count.failed === 0 ? 0 : 1;
