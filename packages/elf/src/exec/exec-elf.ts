import { typeName } from "../constants/file.ts";
import type { ElfDefect } from "../errors.ts";
import { relroOf } from "../hardening/relro.ts";
import { stackIsProtected } from "../hardening/stack.ts";
import { identEncoding, type Candidate } from "./kernel/candidates.ts";
import { DynamicScan } from "./dynamic-scan.ts";
import type { ExecElf } from "./exec-report.ts";
import { judgeInterpreterRange, placeDynamic, takeDynamic, takeInterpreter, type DynamicPlace } from "./elf-facts.ts";
import { judgeLoads } from "./load-rules.ts";
import { judgeHead, seekProgramHeaders, type ProgramHead } from "./program-table.ts";
import type { ReadBudget } from "./read-budget.ts";
import { scanSegments, type SegmentRange, type SegmentScan } from "./segment-scan.ts";
import { refused, RUNS, type ExecVerdict } from "./verdict.ts";

const NO_ANOMALIES: readonly ElfDefect[] = [];

/** What is known of a file that no loader takes. */
export function unloadable(head: Uint8Array, verdict: ExecVerdict): ExecElf {
  const encoding = identEncoding(head);
  const little = encoding === null || encoding.little;
  const half = (at: number): number => head[little ? at + 1 : at]! * 256 + head[little ? at : at + 1]!;
  return {
    kind: "elf",
    verdict,
    class: encoding === null ? null : encoding.wide ? 64 : 32,
    endian: encoding === null ? null : encoding.little ? "little" : "big",
    type: typeName(half(16)),
    machine: half(18),
    entry: null,
    interpreter: null,
    positionIndependent: half(16) === 3,
    dynamic: null,
    static: null,
    needed: null,
    nx: null,
    relro: null,
    bindNow: null,
    textrel: null,
    rpath: null,
    runpath: null,
    writableAndExecutable: null,
    anomalies: NO_ANOMALIES,
  };
}

function headAnomalies(budget: ReadBudget, candidate: Candidate): ElfDefect[] {
  const { head, headSize } = budget;
  const anomalies: ElfDefect[] = [];
  const expect = (field: string, offset: number, expected: number): void => {
    const found = head[offset]!;
    if (found !== expected) anomalies.push({ code: "ERR_ELF_IDENT", offset, field, found, expected });
  };
  expect("EI_CLASS", 4, candidate.wide ? 2 : 1);
  expect("EI_DATA", 5, candidate.little ? 1 : 2);
  expect("EI_VERSION", 6, 1);
  const size = candidate.wide ? 64 : 52;
  if (headSize < size) {
    const expected = `${size} bytes`;
    anomalies.push({ code: "ERR_ELF_TRUNCATED", offset: headSize, field: "ELF header", found: headSize, expected });
  }
  return anomalies;
}

/** Both ranges in one read, when only one read is left and they are near each other. */
function readTogether(budget: ReadBudget, interpreter: SegmentRange, place: DynamicPlace): void {
  if (typeof place === "string" || budget.remaining !== 1) return;
  if (budget.holds(interpreter.offset, interpreter.size) || budget.holds(place.offset, 1)) return;
  const start = Math.min(interpreter.offset, place.offset);
  const end = Math.max(interpreter.offset + interpreter.size, place.offset + place.size);
  if (interpreter.offset + interpreter.size - start > budget.most) return;
  budget.seek(start, Math.min(end - start, budget.most), "interpreter and dynamic section");
}

interface Findings {
  verdict: ExecVerdict;
  interpreter: string | null;
  dynamic: DynamicScan | "absent" | "unreadable";
  readonly anomalies: readonly ElfDefect[];
}

function follow(budget: ReadBudget, scan: SegmentScan, candidate: Candidate): Findings {
  const anomalies = headAnomalies(budget, candidate);
  const verdict = judgeInterpreterRange(scan.interpreter);
  const findings: Findings = { verdict, interpreter: null, dynamic: "absent", anomalies };
  const place = scan.dynamic === null ? null : placeDynamic(scan, scan.dynamic, anomalies);
  if (scan.interpreter !== null && findings.verdict === RUNS) {
    if (place !== null) readTogether(budget, scan.interpreter, place);
    const { offset, size } = scan.interpreter;
    if (!budget.holds(offset, size) && !budget.isWholeFile) budget.seek(offset, size, "PT_INTERP");
    const answer = takeInterpreter(budget, scan.interpreter);
    findings.interpreter = answer.path;
    findings.verdict = answer.verdict;
  }
  if (place === "unreadable") findings.dynamic = place;
  else if (place === "empty") findings.dynamic = new DynamicScan();
  else if (place !== null) findings.dynamic = takeDynamic(budget, place, candidate, anomalies);
  return findings;
}

function report(head: ProgramHead, candidate: Candidate, scan: SegmentScan, findings: Findings): ExecElf {
  const { dynamic } = findings;
  const known = typeof dynamic === "string" ? null : dynamic;
  const silent = dynamic === "absent" ? false : null;
  const bindNow = known?.bindNow ?? silent;
  return {
    kind: "elf",
    verdict: findings.verdict,
    class: candidate.wide ? 64 : 32,
    endian: candidate.little ? "little" : "big",
    type: typeName(head.type),
    machine: head.machine,
    entry: head.entry,
    interpreter: findings.interpreter,
    positionIndependent: head.type === 3,
    dynamic: typeof dynamic === "string" ? dynamic : "present",
    static: scan.interpreter === null,
    needed: known?.needed ?? (dynamic === "absent" ? 0 : null),
    nx: stackIsProtected(scan.stackFlags, head.machine),
    relro: bindNow === null ? null : relroOf(scan.relro, bindNow),
    bindNow,
    textrel: known?.textrel ?? silent,
    rpath: known?.rpath ?? silent,
    runpath: known?.runpath ?? silent,
    writableAndExecutable: scan.writableAndExecutable,
    anomalies: findings.anomalies,
  };
}

/** Reads the file as one loader would. */
export function loadAs(budget: ReadBudget, candidate: Candidate): ExecElf {
  const program = judgeHead(budget, candidate);
  if ("outcome" in program) return unloadable(budget.head, program);
  if (!seekProgramHeaders(budget, program, candidate)) {
    return unloadable(budget.head, refused("ENOEXEC", "the program headers are outside the file"));
  }
  const scan = scanSegments(budget.reader(candidate), program.phoff - budget.base, program.phnum);
  const findings = follow(budget, scan, candidate);
  if (findings.verdict === RUNS) {
    const { type, entry } = program;
    const context = {
      type,
      entry: Number(entry),
      hasInterpreter: scan.interpreter !== null,
      taskSize: candidate.taskSize,
    };
    findings.verdict = judgeLoads(scan.loads, context);
  }
  return report(program, candidate, scan, findings);
}
