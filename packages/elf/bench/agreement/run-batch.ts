import { spawnSync } from "node:child_process";

/** Runs a tool on many files, so many at a time that its output fits in memory. */
export function runBatch(command: readonly string[], files: readonly string[], most = 50): string {
  const [program, ...options] = command;
  const parts: string[] = [];
  for (let first = 0; first < files.length; first += most) {
    // A single file would be printed without its name.
    const batch = [...files.slice(first, first + most), "/dev/null"];
    const result = spawnSync(program!, [...options, ...batch], {
      encoding: "latin1",
      maxBuffer: 1 << 30,
      env: { PATH: process.env["PATH"], LC_ALL: "C" },
    });
    if (result.error) throw result.error;
    parts.push(result.stdout);
  }
  return parts.join("");
}

/** Tells whether a program is there. */
export function hasProgram(name: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;
}
