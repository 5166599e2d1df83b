// The demonstration: npm installs a project whose local package has an install script that looks around. Once as it is,
// once under sbx.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../setup/paths.mjs";
import { makeScratch, readLoot, tidyUp } from "./scratch.mjs";
import { showLoot, showReport } from "./show.mjs";

const say = (text = "") => process.stdout.write(`${text}\n`);
const INSTALL = [
  "npm",
  "install",
  "--foreground-scripts",
  "--ignore-scripts=false",
  "--no-audit",
  "--no-fund",
  "--loglevel=error",
];

/** Shows it; 0 where sbx kept its promise. */
export async function demonstrate() {
  const scratch = makeScratch();
  const environment = scratchEnvironment(scratch);
  say("\nA project with three packages from the registry and one of its own, left-padding, whose install script looks");
  say(`around. Its home is ${scratch.home}, with a made-up key, token and .env.\n`);

  say("── Without sbx: npm install ──────────────────────────────────────────────");
  if (!install(INSTALL, scratch, environment)) return 1;
  showLoot(readLoot(scratch.project), say);

  tidyUp(scratch);
  say("\n── With sbx: sbx run -- npm install ──────────────────────────────────────");
  const sbx = join(root, "packages/cli/bin/sbx");
  if (!install([sbx, "run", "--quiet", "--report", scratch.report, "--", ...INSTALL], scratch, environment)) return 1;
  const loot = readLoot(scratch.project);
  showLoot(loot, say);
  showReport(JSON.parse(readFileSync(scratch.report, "utf8")), scratch.home, say);
  return judge(scratch, loot);
}

function install([command, ...args], { project }, env) {
  const run = spawnSync(command, args, { cwd: project, env, stdio: ["ignore", "inherit", "inherit"] });
  if (run.status === 0) return true;
  say(`npm install ended with ${run.status ?? run.signal ?? run.error?.message}: the demonstration cannot go on.`);
  return false;
}

/** The caller's environment with another home; the registry stays the caller's. */
function scratchEnvironment({ home, tmp }) {
  const registry = spawnSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).stdout?.trim();
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$|^XDG_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    TMPDIR: tmp,
    npm_config_registry: registry,
    npm_config_update_notifier: "false",
  };
}

function judge({ project, home }, loot) {
  const installed = existsSync(join(project, "node_modules/semver/package.json"));
  const taken = loot?.filter((attempt) => attempt.refused === undefined) ?? [];
  const spoiled =
    existsSync(join(project, "../left-behind")) || readFileSync(join(home, ".bashrc"), "utf8").includes("gotcha");
  if (installed && loot !== undefined && taken.length === 0 && !spoiled) {
    say("\nThe packages are installed, the script ran, and it got nothing.");
    say("Try your own: npm start -- COMMAND, or npx @sbx/cli run -- COMMAND.");
    return 0;
  }
  say(
    `\nThis is not as it should be: ${installed ? "" : "the packages are not installed; "}${taken.length} attempts succeeded.`,
  );
  return 1;
}
