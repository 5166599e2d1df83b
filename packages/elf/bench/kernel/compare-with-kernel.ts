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

/** How the verdicts compare. */
export interface KernelComparison {
  readonly files: number;
  /** Verdicts that the kernel contradicts. */
  readonly wrong: number;
  /** Files that execCheck refuses to decide. */
  readonly undecided: number;
  /** How often which pair of answers came. */
  readonly pairs: ReadonlyMap<string, number>;
}

/** Our verdict in one word, and whether the kernel's answer fits it; `null` where we do not decide. */
function compareOne(bytes: Uint8Array, answer: string): { readonly ours: string; readonly fits: boolean } | null {
  try {
    const report = execCheck(bytes, { kernel: "x86_64" });
    const { verdict } = report;
    const ours = verdict.outcome === "refused" ? verdict.errno : verdict.outcome;
    // "runs" means that no rule is against it: where memory is short or a mapping hits another, the kernel still kills.
    return { ours, fits: allowed(report).includes(answer) || (verdict.outcome === "runs" && answer === "killed") };
  } catch (error) {
    if (error instanceof ElfError) return null;
    throw error;
  }
}

/** Asks the running kernel about damaged headers and scripts, and compares. */
export function compareWithKernel(count: number, seed: number): KernelComparison {
  const directory = mkdtempSync(join(tmpdir(), "sbx-elf-kernel-"));
  const pairs = new Map<string, number>();
  let wrong = 0;
  let undecided = 0;
  try {
    const files = kernelCorpus(count, new Random(seed));
    const answers = askKernel(directory, files);
    files.forEach((bytes, index) => {
      const answer = answers[index]!;
      const compared = compareOne(bytes, answer);
      if (compared === null) undecided++;
      const pair = `ours ${(compared?.ours ?? "undecided").padEnd(10)} kernel ${answer}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      if (compared?.fits !== false) return;
      wrong++;
      if (wrong <= 10) console.log(`  file ${index}: ${pair}: ${Buffer.from(bytes.subarray(0, 176)).toString("hex")}`);
    });
    return { files: count, wrong, undecided, pairs };
  } finally {
    rmSync(directory, { recursive: true });
  }
}
