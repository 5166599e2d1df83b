import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ElfError, execCheck, type ExecReport } from "@sbx/elf";
import { Random } from "../../fuzz/random.ts";
import { kernelCorpus } from "./corpus.ts";

// The verdicts of execCheck against the kernel's own: an x86-64 Linux with a C compiler, as root or not.

const probeSource = fileURLToPath(new URL("../../../bench/kernel/exec-probe.c", import.meta.url));

function errnoName(code: number): string {
  return Object.entries(constants.errno).find(([, value]) => value === code)?.[0] ?? `errno ${code}`;
}

/** What the kernel says of each file: `runs`, `killed`, or the name of the error. */
function askKernel(directory: string, files: readonly Uint8Array[]): readonly string[] {
  const probe = join(directory, "exec-probe");
  const compiled = spawnSync("cc", ["-O1", "-o", probe, probeSource], { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(compiled.stderr);
  const paths = files.map((bytes, index) => {
    const path = join(directory, `f${index}`);
    writeFileSync(path, bytes);
    chmodSync(path, 0o755);
    return path;
  });
  const { stdout } = spawnSync(probe, { input: `${paths.join("\n")}\n`, encoding: "utf8", maxBuffer: 1 << 28 });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [word, number] = line.split(" ");
      return word === "refused" ? errnoName(Number(number)) : word!;
    });
}

/** Answers of the kernel that our verdict allows. An interpreter is another file: its own errors are not predicted. */
function allowed(report: ExecReport): readonly string[] {
  const { verdict } = report;
  const other = ["ENOENT", "EACCES", "ELIBBAD", "ENOTDIR", "EISDIR", "ELOOP", "ENAMETOOLONG", "ENOEXEC", "EIO"];
  const hasOther = report.kind === "script" || (report.kind === "elf" && report.interpreter !== null);
  if (verdict.outcome === "refused") return [verdict.errno];
  if (verdict.outcome === "killed") return hasOther ? ["killed", ...other] : ["killed"];
  return hasOther ? ["runs", ...other] : ["runs"];
}

function main(count: number, seed: number): void {
  const directory = mkdtempSync(join(tmpdir(), "sbx-elf-kernel-"));
  try {
    const files = kernelCorpus(count, new Random(seed));
    const answers = askKernel(directory, files);
    const table = new Map<string, number>();
    let wrong = 0;
    let undecided = 0;
    files.forEach((bytes, index) => {
      let ours = "undecided";
      let fits = true;
      try {
        const report = execCheck(bytes, { kernel: "x86_64" });
        const { verdict } = report;
        ours = verdict.outcome === "refused" ? verdict.errno : verdict.outcome;
        // "runs" means that no rule is against it: where memory is short or a mapping hits another, the kernel still kills.
        fits = allowed(report).includes(answers[index]!) || (verdict.outcome === "runs" && answers[index] === "killed");
      } catch (error) {
        if (!(error instanceof ElfError)) throw error;
        undecided++;
      }
      const row = `ours ${ours.padEnd(10)} kernel ${answers[index]}`;
      table.set(row, (table.get(row) ?? 0) + 1);
      if (!fits) {
        wrong++;
        if (wrong <= 10)
          console.log(
            `  file ${index}: ours ${ours}, kernel ${answers[index]}: ${Buffer.from(bytes.subarray(0, 176)).toString("hex")}`,
          );
      }
    });
    for (const [row, times] of [...table].sort()) console.log(`  ${String(times).padStart(6)}  ${row}`);
    console.log(`kernel verdicts: seed ${seed}, ${count} files, ${wrong} wrong, ${undecided} undecided`);
    if (wrong > 0) process.exitCode = 1;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

main(Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 1));
