import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withPackageManager } from "./package-manager.mjs";
import { memory, root } from "./paths.mjs";
import { giveUp } from "./progress.mjs";

const stamp = join(memory, "installed");

/** Installs the packages unless those of this lockfile are there. Tells whether it had anything to do. */
export function installPackages(announce) {
  const current = wanted();
  if (isInstalled(current)) return false;
  announce();
  // A checkout that was moved has packages that lead to where it was: they are made anew, without asking.
  const options = ["--frozen-lockfile", "--config.confirm-modules-purge=false", "--config.update-notifier=false"];
  const run = spawnSync("pnpm", ["install", ...options], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: withPackageManager(),
  });
  if (run.status !== 0) giveUp("installing the packages failed; the lines above say why.");
  mkdirSync(memory, { recursive: true });
  writeFileSync(stamp, current);
  return true;
}

/** What decides about node_modules: the lockfile and the manifests it was made from, and where they are. */
function wanted() {
  const hash = createHash("sha256");
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"])
    hash.update(readFileSync(join(root, file)));
  return `${hash.update(root).digest("hex")}\n`;
}

function isInstalled(current) {
  const complete = existsSync(join(root, "node_modules/.modules.yaml"));
  return complete && existsSync(stamp) && readFileSync(stamp, "utf8") === current;
}
