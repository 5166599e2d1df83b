import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A probe is one C file, or a folder of them. */
function sourcesOf(folder: string): ReadonlyMap<string, readonly string[]> {
  const entries = readdirSync(folder, { withFileTypes: true });
  return new Map(
    entries.flatMap((entry): [string, readonly string[]][] => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return [[entry.name, filesIn(path)]];
      return entry.name.endsWith(".c") ? [[basename(entry.name, ".c"), [path]]] : [];
    }),
  );
}

const filesIn = (folder: string): readonly string[] => readdirSync(folder).map((name) => join(folder, name));

/**
 * Compiles the probes of a folder, once for each state of their sources, where every user can run them.
 *
 * @returns the folder of the programs
 */
export function compileProbes(folder: string): string {
  const sources = sourcesOf(folder);
  const hash = createHash("sha256");
  for (const file of [...sources.values()].flat()) hash.update(file).update(readFileSync(file));
  const target = join(tmpdir(), `sbx-probes-${process.getuid?.() ?? 0}-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(target)) return target;
  const made = mkdtempSync(join(tmpdir(), "sbx-probes-"));
  for (const [name, files] of sources) {
    const code = files.filter((file) => file.endsWith(".c"));
    execFileSync("gcc", ["-O1", "-Wall", "-Wextra", "-static", "-pthread", "-o", join(made, name), ...code], {
      stdio: ["ignore", "inherit", "inherit"],
    });
  }
  chmodSync(made, 0o755);
  try {
    renameSync(made, target);
  } catch {
    rmSync(made, { recursive: true }); // another worker was faster
  }
  mkdirSync(target, { recursive: true });
  return target;
}
