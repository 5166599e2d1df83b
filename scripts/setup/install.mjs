import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { onPath } from "./machine.mjs";
import { memory, root } from "./paths.mjs";
import { giveUp } from "./progress.mjs";

const stamp = join(memory, "installed");

/** Installs the packages unless those of this lockfile are there. Tells whether it had anything to do. */
export function installPackages(announce) {
  const current = wanted();
  if (isInstalled(current)) return false;
  announce();
  const { command, args } = packageManager();
  const run = spawnSync(command, [...args, "install", "--frozen-lockfile"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, ...homeless(), npm_config_update_notifier: "false" },
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

/** The pnpm that package.json names: from PATH, else through npx. */
function packageManager() {
  const { packageManager: wantedManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const major = wantedManager.split("@")[1].split(".")[0];
  if (onPath("pnpm")) {
    const { stdout } = spawnSync("pnpm", ["--version"], { cwd: root, encoding: "utf8" });
    if (stdout?.startsWith(`${major}.`)) return { command: "pnpm", args: [] };
  }
  return { command: "npx", args: ["--yes", wantedManager] };
}

/** Where the home directory cannot be written, caches and stores go into the checkout. */
export function homeless() {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const folder = join(memory, "home");
    mkdirSync(folder, { recursive: true });
    return {
      HOME: folder,
      npm_config_cache: join(folder, "npm"),
      XDG_CACHE_HOME: join(folder, "cache"),
      XDG_DATA_HOME: join(folder, "data"),
      XDG_STATE_HOME: join(folder, "state"),
      XDG_CONFIG_HOME: join(folder, "config"),
    };
  }
}
