import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execCheck } from "@sbx/elf";
import { withFile } from "../fd-source.ts";
import type { Goal } from "../goal.ts";
import { hasProgram } from "../agreement/run-batch.ts";
import { median } from "./measure.ts";

/** Processor time of a child with its output thrown away, in microseconds. */
function childTime(command: readonly string[]): number {
  const shell = `"$@" >/dev/null 2>&1; times`;
  const { stdout } = spawnSync("bash", ["-c", shell, "bash", ...command], { encoding: "utf8", maxBuffer: 1 << 28 });
  const last = stdout.trimEnd().split("\n").at(-1)!;
  return [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 6e7 + Number(seconds) * 1e6,
    0,
  );
}

function inProcess(files: readonly string[]): number {
  const start = process.cpuUsage();
  for (const path of files) withFile(path, (source) => execCheck(source));
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

function show(ours: readonly number[], process: readonly number[], theirs: readonly number[], files: number): string {
  const each = (values: readonly number[]): string => (median(values) / files).toFixed(1);
  return `ours ${each(ours)} µs a file (as a process of its own ${each(process)}), it ${each(theirs)}`;
}

function fromPython(python: string, list: string): number {
  const script = fileURLToPath(new URL("../../../bench/speed/pyelftools.py", import.meta.url));
  const { stdout, status } = spawnSync(python, [script, list], { encoding: "utf8" });
  return status === 0 ? Number(stdout.split(" ")[0]) : Number.NaN;
}

/** Python with pyelftools: the one named by the environment, or the system's. */
function findPython(): string | null {
  const candidates = [process.env["SBX_PYTHON"], "/usr/bin/python3", "python3"].filter((path) => path !== undefined);
  return candidates.find((path) => spawnSync(path, ["-c", "import elftools"]).status === 0) ?? null;
}

/** Whole lists of files against the tools that users have, all at once. */
export function benchBatch(files: readonly string[], rounds = 5): readonly Goal[] {
  const directory = mkdtempSync(join(tmpdir(), "sbx-elf-batch-"));
  const list = join(directory, "list");
  writeFileSync(list, `${files.join("\n")}\n`);
  const batch = fileURLToPath(new URL("./exec-batch.js", import.meta.url));
  const goals: Goal[] = [];
  const python = findPython();
  const times = {
    ours: [] as number[],
    process: [] as number[],
    readelf: [] as number[],
    scanelf: [] as number[],
    python: [] as number[],
  };
  inProcess(files);
  for (let round = 0; round < rounds; round++) {
    times.ours.push(inProcess(files));
    times.process.push(childTime([process.execPath, batch, list]));
    times.readelf.push(childTime(["xargs", "-a", list, "-d", "\\n", "readelf", "-hldW"]));
    if (hasProgram("scanelf")) times.scanelf.push(childTime(["xargs", "-a", list, "-d", "\\n", "scanelf", "-e"]));
    if (python !== null && round < 3) times.python.push(fromPython(python, list) * files.length);
  }
  rmSync(directory, { recursive: true });
  const ratio = (theirs: readonly number[]): number => median(theirs.map((time, round) => time / times.ours[round]!));
  const readelf = ratio(times.readelf);
  goals.push({
    name: "readelf -hldW, batch",
    must: "≥ 2× faster",
    measured: `${readelf.toFixed(1)}×: ${show(times.ours, times.process, times.readelf, files.length)}`,
    reached: readelf >= 2,
  });
  if (times.scanelf.length > 0) {
    const scanelf = 1 / ratio(times.scanelf);
    const measured = `${scanelf.toFixed(2)}×: ${show(times.ours, times.process, times.scanelf, files.length)}`;
    goals.push({ name: "scanelf -e, batch", must: "≤ 1.5× its time", measured, reached: scanelf <= 1.5 });
  } else console.log("scanelf: not here (Debian: pax-utils)");
  if (times.python.length > 0) {
    const factor = ratio(times.python);
    const measured = `${factor.toFixed(0)}×: ${show(times.ours, times.process, times.python, files.length)}`;
    goals.push({ name: "faster than pyelftools", must: "≥ 40×", measured, reached: factor >= 40 });
  } else console.log("pyelftools: not here (pip install pyelftools; SBX_PYTHON names its python)");
  return goals;
}
