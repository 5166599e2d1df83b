import type { DecidingRule } from "@sbx/core";

/** Refusals of one kind: same categories, same rule, same directory. */
export interface DenialGroup {
  readonly categories: readonly string[];
  readonly action: string;
  /** The one name that was asked, or the pattern that covers all of them; empty where there was none. */
  readonly target: string;
  readonly count: number;
  /** Names of the system calls. */
  readonly calls: readonly string[];
  /** Names of the programs. */
  readonly programs: readonly string[];
  /** Rules that decided, `undefined` where it was the default of the category. */
  readonly rules: readonly DecidingRule[];
  /** The rule that would allow it, undefined where none can. */
  readonly allow: string | undefined;
  /** The part of sbx that refused, where no category did. */
  readonly context: string | undefined;
  /** Why, where no category refused. */
  readonly reason: string | undefined;
}
