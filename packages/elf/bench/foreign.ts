import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasProgram } from "./agreement/run-batch.ts";
import { findElfFiles } from "./system-files.ts";

const directory = fileURLToPath(new URL("../foreign/", import.meta.url));

/** Debian's C libraries for cross-compiling: one for each architecture that it knows. */
function packageNames(): readonly string[] {
  const { stdout } = spawnSync("apt-cache", ["search", "--names-only", "^libc6.*-cross$"], { encoding: "utf8" });
  const names = stdout.split("\n").map((line) => line.split(" ")[0]!);
  return names.filter((name) => name !== "" && !name.includes("-dev-"));
}

/** Downloads and unpacks them once, below the build folder; nothing is installed. */
function unpack(): void {
  mkdirSync(join(directory, "packages"), { recursive: true });
  const cwd = join(directory, "packages");
  spawnSync("apt-get", ["download", ...packageNames()], { cwd, stdio: "ignore" });
  for (const name of readdirSync(cwd)) spawnSync("dpkg-deb", ["-x", join(cwd, name), join(directory, "root")]);
}

/** ELF files of foreign architectures; none where Debian's packages cannot be had. */
export function foreignFiles(): readonly string[] {
  if (!existsSync(join(directory, "root"))) {
    if (!hasProgram("apt-get") || !hasProgram("dpkg-deb")) return [];
    unpack();
  }
  return findElfFiles([join(directory, "root")]);
}
