import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { homeless } from "./homeless.mjs";
import { onPath } from "./machine.mjs";
import { memory, root } from "./paths.mjs";
import { giveUp } from "./progress.mjs";

/** The environment in which the pnpm that package.json names is on PATH; where there is none, it is put into the checkout. */
export function withPackageManager() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [name, version] = packageManager.split("@");
  const environment = { ...process.env, ...homeless() };
  if (isUsable(name, version)) return environment;
  const folder = join(memory, packageManager);
  if (!existsSync(join(folder, "node_modules/.bin", name))) fetch(packageManager, folder, environment);
  return { ...environment, PATH: `${join(folder, "node_modules/.bin")}${delimiter}${process.env.PATH}` };
}

function isUsable(name, version) {
  if (!onPath(name)) return false;
  const { stdout } = spawnSync(name, ["--version"], { cwd: root, encoding: "utf8" });
  return stdout?.split(".")[0] === version.split(".")[0];
}

function fetch(packageManager, folder, environment) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), "{}\n");
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--no-update-notifier", packageManager];
  const run = spawnSync("npm", args, { cwd: folder, env: environment, stdio: ["ignore", 2, 2] });
  if (run.status !== 0) giveUp(`${packageManager} cannot be installed; the lines above say why.`);
}
