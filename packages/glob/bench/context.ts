import type { Row } from "./report.ts";

/** What the sections of the benchmark share. */
export interface Context {
  /** A folder for files; it is deleted at the end. */
  readonly folder: string;
  /** Where the built scripts are. */
  readonly here: string;
  readonly node: readonly string[];
  readonly rounds: number;
  readonly seed: number;
  readonly log: (row: Row) => void;
}
