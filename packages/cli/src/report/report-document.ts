import type { RunResult } from "@sbx/native";
import { jsonText } from "../render/json-text.ts";
import type { DenialGroup } from "./denial-group.ts";

/** Version of the report and of the event stream; raised when a key changes its meaning. */
export const REPORT_VERSION = 1;

/** What `--report` writes. */
export interface ReportDocument {
  readonly version: typeof REPORT_VERSION;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly mode: "enforced" | "dry-run";
  readonly result: RunResult;
  /** Exit status of sbx; 128+n where a signal ended it. */
  readonly status: number;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly refusals: number;
  readonly groups: readonly DenialGroup[];
  /** Refusals that came after the last group that is kept. */
  readonly ungrouped: number;
  readonly droppedVariables: readonly string[];
}

/** Prints a report. */
export function reportText(document: ReportDocument): string {
  return `${jsonText(document, 2)}\n`;
}
