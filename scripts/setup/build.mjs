import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withPackageManager } from "./package-manager.mjs";
import { memory, root } from "./paths.mjs";
import { giveUp } from "./progress.mjs";

const stamp = join(memory, "built");
const RESULTS = ["packages/cli/dist/sbx.js", "packages/native/build/Release/sbx_native.node"];
const PASSED_OVER = new Set(["node_modules", "dist", "build", ".turbo"]);

/** Builds what changed since the last build. Tells whether it had anything to do. */
export function buildPackages(announce) {
  const current = sourcesState();
  if (isBuilt(current)) return false;
  announce();
  const turbo = join(root, "node_modules/.bin/turbo");
  const run = spawnSync(turbo, ["run", "build", "--output-logs=new-only", "--no-update-notifier"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...withPackageManager(), TURBO_TELEMETRY_DISABLED: "1" },
  });
  if (run.error !== undefined) giveUp(`building failed: ${run.error.message}`);
  if (run.status !== 0) giveUp("building failed; the lines above say why.");
  mkdirSync(memory, { recursive: true });
  writeFileSync(stamp, current);
  return true;
}

function isBuilt(current) {
  if (RESULTS.some((file) => !existsSync(join(root, file)))) return false;
  return existsSync(stamp) && readFileSync(stamp, "utf8") === current;
}

/** Name, size and time of every source, of the build's settings, and of the Node that the native part was built for. */
function sourcesState() {
  const lines = [`node ${process.versions.modules} ${process.arch}`];
  for (const file of ["turbo.json", "tsconfig.base.json", "pnpm-lock.yaml"]) lines.push(describe(join(root, file)));
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) walk(path);
      else if (entry.isFile()) lines.push(describe(path));
    }
  };
  walk(join(root, "packages"));
  return `${lines.sort().join("\n")}\n`;
}

function describe(path) {
  const { size, mtimeMs } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}
