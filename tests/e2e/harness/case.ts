import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errnoName } from "@sbx/core";
import type { Person } from "./people.ts";
import { runBare, runInside, type Outcome, type Program } from "./sandbox.ts";
import { filledScratch, removeScratch } from "./scratch.ts";

/**
 * A case is a folder: `policy` (a rule a line, `{D}` is the scratch folder), `run` (a shell line; `$D` and `$call` are the
 * scratch folder and the probe), `expected` (standard output and, last, `status N`), and if needed `bare` (what is
 * expected without sbx where that differs; empty: it is not run), `events` (`act category call ERRNO path` a line),
 * `options` (of `sbx run`) and `who` (`root` or `user`: only for one of them).
 */
export interface Case {
  readonly name: string;
  readonly rules: readonly string[];
  readonly line: string;
  /** Undefined where there is none yet. */
  readonly expected: string | undefined;
  readonly bare: string | undefined;
  readonly events: string | undefined;
  readonly options: readonly string[];
  readonly who: string | undefined;
}

/** Reads all cases of a folder. */
export function readCases(folder: string): readonly Case[] {
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const text = (file: string): string | undefined => {
        const path = join(folder, name, file);
        return existsSync(path) ? readFileSync(path, "utf8") : undefined;
      };
      const lines = (file: string): readonly string[] => (text(file) ?? "").split("\n").filter((line) => line !== "");
      return {
        name,
        rules: lines("policy").filter((line) => !line.startsWith("#")),
        line: text("run") ?? "",
        expected: text("expected"),
        bare: text("bare") ?? text("expected"),
        events: text("events"),
        options: lines("options"),
        who: text("who")?.trim(),
      };
    });
}

/** What a case came to, in the form that its files have. */
export interface Seen {
  readonly output: string;
  readonly events: string;
  readonly stderr: string;
}

/** Runs a case in a fresh scratch folder. */
export function runCase(entry: Case, person: Person, where: "bare" | "inside", probes: string): Seen {
  const scratch = filledScratch(person);
  try {
    const program: Program = {
      person,
      argv: ["/bin/sh", "-c", entry.line],
      cwd: scratch,
      environment: { D: scratch, call: join(probes, "call"), probes },
      timeoutMs: 20_000,
    };
    const rules = entry.rules.map((rule) => rule.replaceAll("{D}", scratch).replaceAll("{P}", probes));
    const outcome = where === "bare" ? runBare(program) : runInside(program, rules, entry.options);
    return seen(outcome, scratch, probes);
  } finally {
    removeScratch(scratch);
  }
}

function seen(outcome: Outcome, scratch: string, probes: string): Seen {
  const tidy = (text: string): string => text.replaceAll(scratch, "{D}").replaceAll(probes, "{P}");
  const events = outcome.events.map(
    (event) =>
      `${event.act} ${event.cap.join(",") || event.context} ${event.sys} ${errnoName(event.errno)} ${event.target}\n`,
  );
  return {
    output: `${tidy(outcome.stdout)}status ${outcome.status}\n`,
    events: tidy([...new Set(events)].join("")),
    stderr: tidy(outcome.stderr),
  };
}
