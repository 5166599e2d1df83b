import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memory } from "../setup/paths.mjs";

const fixture = fileURLToPath(new URL("project", import.meta.url));

/** What is planted; all of it is made up. */
const PLANTED = {
  ".ssh/id_ed25519": "-----BEGIN OPENSSH PRIVATE KEY----- (a made-up one)\n",
  ".npmrc": "//registry.example.org/:_authToken=npm_made_up_token\n",
  ".bashrc": "# a shell's start-up file\n",
  "Documents/diary.txt": "Dear diary\n",
  "code/app/.env": "DATABASE_PASSWORD=made-up\n",
  // A repository of its own: else it would be a part of the one that this checkout is.
  "code/app/.git/HEAD": "ref: refs/heads/main\n",
};

/** Makes a home directory with secrets and a project in it; what an earlier demonstration left is removed. */
export function makeScratch() {
  const base = join(place(), "demo");
  rmSync(base, { recursive: true, force: true });
  const home = join(base, "home");
  const project = join(home, "code/app");
  cpSync(fixture, project, { recursive: true });
  plant(home);
  const tmp = join(base, "tmp");
  mkdirSync(tmp);
  return { base, home, project, tmp, report: join(base, "report.json") };
}

function plant(home) {
  for (const [name, text] of Object.entries(PLANTED)) {
    const file = join(home, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, text, { mode: 0o600 });
  }
}

/** Takes back what an installation and its script left; npm's cache stays. */
export function tidyUp({ home, project }) {
  const left = ["node_modules", "package-lock.json", "packages/left-padding/loot.json", "../left-behind"];
  for (const name of left) rmSync(join(project, name), { recursive: true, force: true });
  plant(home);
}

/** Not below a directory for temporary files: every program may write there. */
function place() {
  const temporary = ["/tmp", "/var/tmp", tmpdir()];
  const below = (path) => temporary.some((folder) => path === folder || path.startsWith(`${folder}/`));
  const wanted = below(memory) ? join(homedir(), ".cache/sbx-demonstration") : memory;
  mkdirSync(wanted, { recursive: true });
  return wanted;
}

/** What the install script noted, undefined where it did not come to that. */
export function readLoot(project) {
  const file = join(project, "packages/left-padding/loot.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
