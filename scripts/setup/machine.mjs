import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { giveUp } from "./progress.mjs";

/** Programs that building the native part takes, and the Debian package of each. */
const TOOLS = [
  [["make"], "make"],
  [["cc", "gcc", "clang"], "gcc"],
  [["c++", "g++", "clang++"], "g++"],
  [["python3", "python"], "python3"],
];

/** Whether a program is on PATH. */
export function onPath(name) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => isExecutable(join(folder || ".", name)));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ends with one sentence if this machine cannot build sbx. */
export function checkMachine() {
  if (process.platform !== "linux") giveUp(`sbx runs on Linux only; this is ${process.platform}.`);
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const known = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!known) giveUp(`Node ${process.versions.node} is too old: install Node 20.19 or newer, or 22.12 or newer.`);
  const missing = TOOLS.filter(([names]) => !names.some(onPath)).map(([, debian]) => debian);
  if (missing.length > 0) {
    const packages = missing.join(" ");
    giveUp(`building needs ${missing.join(", ")}, not found on PATH: install with 'apt-get install ${packages}'.`);
  }
}
