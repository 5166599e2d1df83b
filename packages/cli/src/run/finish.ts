import { constants, openSync } from "node:fs";
import { UsageError } from "../arguments/usage-error.ts";
import type { Output } from "../output/output.ts";
import { writeAll } from "../output/write-all.ts";
import { chooseColours } from "../render/colour.ts";
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

/** Tells what happened: the report, then the summary. */
export function tellResult(
  settings: RunSettings,
  document: ReportDocument,
  reportFd: number | undefined,
  output: Output,
): void {
  if (reportFd !== undefined) writeAll(reportFd, reportText(document));
  if (settings.detail === "quiet" || settings.log === "json") return;
  const { groups, refusals: total, mode, droppedVariables } = document;
  output.err(summary({ groups, total, mode, droppedVariables }, chooseColours(process.env, isTerminal)));
}

function isTerminal(): boolean {
  return process.getBuiltinModule("node:tty").isatty(2);
}
