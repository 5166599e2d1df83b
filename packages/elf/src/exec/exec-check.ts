import { resolveLimits, type ElfLimits } from "../limits.ts";
import { hasElfMagic } from "../structures/ident.ts";
import { checkSource, type ElfSource } from "../source.ts";
import { candidates } from "./kernel/candidates.ts";
import { loadAs, unloadable } from "./exec-elf.ts";
import type { ExecElf, ExecReport, ExecScript } from "./exec-report.ts";
import type { KernelName } from "./kernel/kernel-row.ts";
import { ReadBudget } from "./read-budget.ts";
import { parseScript } from "./script.ts";
import { refused, RUNS } from "./verdict.ts";

/** Options of {@link execCheck}. */
export interface ExecCheckOptions {
  /** Whose rules decide the verdict. `any`: those of whichever kernel takes the file's machine. @default "any" */
  readonly kernel?: KernelName | "any";
  /** Limits to change; only `execReads` and `execReadBytes` matter here. */
  readonly limits?: Partial<ElfLimits>;
}

function checkElf(budget: ReadBudget, kernel: KernelName | "any"): ExecElf {
  let answer: ExecElf | null = null;
  for (const pass of ["agreeing", "ignoring"] as const) {
    for (const candidate of candidates(budget.head, kernel, pass)) {
      const next = loadAs(budget, candidate);
      answer ??= next;
      // As in search_binary_handler(): only ENOEXEC lets the next loader try.
      if (next.verdict.outcome !== "refused" || next.verdict.errno !== "ENOEXEC") return next;
    }
  }
  return answer ?? unloadable(budget.head, refused("ENOEXEC", "no loader for this machine and class"));
}

function checkScript(bytes: Uint8Array): ExecScript {
  const line = parseScript(bytes);
  if (line === null)
    return { kind: "script", verdict: refused("ENOEXEC", "#!: no interpreter, or its path is cut off"), line };
  const empty = line.interpreter === "";
  return {
    kind: "script",
    verdict: empty ? refused("EACCES", "#!: empty path, which is the working directory") : RUNS,
    line,
  };
}

/**
 * Tells what the kernel would do with a file that is executed, and the facts that a policy on programs asks for,
 * from at most three reads of at most 4 KiB each.
 *
 * A file whose answer would need more reads is an error, never a guess: refuse it.
 *
 * @param source - The file's bytes, or a positional reader.
 * @param options - Whose kernel's rules decide, and the limits.
 * @returns A report; `kind` tells an ELF file, a `#!` script and anything else apart.
 * @throws {@link ElfError} `ERR_ELF_LIMIT` (too scattered, or over 4 KiB of program headers), `ERR_ELF_SOURCE`, `ERR_ELF_ARGUMENT`
 * @see load_elf_binary() in fs/binfmt_elf.c and load_script() in fs/binfmt_script.c, Linux 6.12; elf(5), execve(2)
 * @example
 * ```ts
 * const report = execCheck(readFileSync("/bin/true"));
 * if (report.kind === "elf" && report.verdict.outcome === "runs") report.interpreter;
 * ```
 */
export function execCheck(source: ElfSource, options: ExecCheckOptions = {}): ExecReport {
  checkSource(source);
  const budget = new ReadBudget(source, resolveLimits(options.limits));
  const { bytes } = budget;
  if (hasElfMagic(bytes)) return checkElf(budget, options.kernel ?? "any");
  if (bytes[0] === 0x23 && bytes[1] === 0x21) {
    return checkScript(bytes);
  }
  const empty = bytes.length === 0;
  return { kind: "other", verdict: refused("ENOEXEC", empty ? "empty file" : "neither ELF nor #!"), empty };
}
