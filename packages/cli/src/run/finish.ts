import { constants, openSync } from "node:fs";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";
import { writeBeside } from "../output/write-beside.ts";
import { chooseColours } from "../render/colour.ts";
import type { DenialCollector } from "../report/denial-collector.ts";
import type { ReportDocument } from "../report/report-document.ts";
import { reportText } from "../report/report-document.ts";
import { summary } from "../report/summary.ts";
import type { RunSettings } from "./settings.ts";

const { O_CREAT, O_NOFOLLOW, O_TRUNC, O_WRONLY } = constants;
const REPLACE = O_WRONLY | O_CREAT | O_TRUNC;

/**
 * How `--report` is opened: a link in the place of the file, but for those of the system, may have been left by a program
 * that ran before, to have something else overwritten.
 */
const flagsFor = (target: string): number => (/^\/(dev|proc)\//.test(target) ? REPLACE : REPLACE | O_NOFOLLOW);

/** Where `--report` goes: opened before the run, so that nothing is run if it cannot be written. */
export function openReport(target: string | undefined): number | undefined {
  if (target === undefined) return undefined;
  if (target === "-") return 2;
  try {
    return openSync(target, flagsFor(target), 0o644);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    const reason = code === "ELOOP" ? "it is a symbolic link" : code;
    throw new UsageError(`cannot write the report ${target} (${reason})`);
  }
}

/** Writes the report to where {@link openReport} opened it. */
export function writeReport(fd: number, document: ReportDocument): void {
  writeBeside(fd, reportText(document), "at the end");
}

/** Tells what happened in a few lines; nothing where nothing was refused. */
export function tellSummary(
  settings: RunSettings,
  { collector, dropped }: { readonly collector: DenialCollector; readonly dropped: readonly string[] },
  output: Output,
): void {
  if (settings.detail === "quiet" || settings.log === "json") return;
  if (collector.total === 0 && dropped.length === 0) return;
  const input = {
    groups: collector.groups(),
    total: collector.total,
    mode: settings.mode,
    droppedVariables: dropped,
  };
  output.err(summary(input, chooseColours(process.env, isTerminal)));
}

function isTerminal(): boolean {
  return process.getBuiltinModule("node:tty").isatty(2);
}
