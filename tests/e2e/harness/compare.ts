import type { Person } from "./people.ts";
import { ACT_ALL, runBare, runInside, type Outcome, type Program } from "./sandbox.ts";
import { emptyScratch, removeScratch } from "./scratch.ts";
import { describeTree } from "./tree.ts";

/** A shell line that is to do inside what it does outside. */
export interface Line {
  readonly name: string;
  /** Programs that must be there. */
  readonly needs: readonly string[];
  readonly line: string;
  /** Names below the scratch folder that differ from run to run. */
  readonly ignored?: RegExp;
  /** The output differs from run to run. */
  readonly quiet?: boolean;
  readonly timeoutMs?: number;
  readonly rules?: readonly string[];
}

/** What a line came to. */
export interface Work {
  readonly stdout: string;
  readonly status: number;
  readonly tree: readonly string[];
  /** Standard error, where the line failed: to understand it. */
  readonly why: string;
}

/** Does a line in a folder of its own. */
export function doLine(line: Line, person: Person, where: "bare" | "inside"): Work {
  const scratch = emptyScratch(person);
  try {
    const program: Program = {
      person,
      argv: ["/bin/sh", "-c", `umask 022; ${line.line}`],
      cwd: scratch,
      timeoutMs: line.timeoutMs ?? 120_000,
    };
    const outcome = where === "bare" ? runBare(program) : runInside(program, [...ACT_ALL, ...(line.rules ?? [])]);
    return workOf(line, scratch, outcome);
  } finally {
    removeScratch(scratch);
  }
}

function workOf(line: Line, scratch: string, outcome: Outcome): Work {
  const refusals = outcome.events.map((event) => JSON.stringify(event));
  return {
    stdout: line.quiet === true ? "" : outcome.stdout.replaceAll(scratch, "{D}"),
    status: outcome.status,
    tree: describeTree(scratch, line.ignored),
    why: outcome.status === 0 ? "" : [outcome.stderr, ...refusals].join("\n").replaceAll(scratch, "{D}"),
  };
}
