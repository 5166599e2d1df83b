import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readCases, runCase, type Case, type Seen } from "./harness/case.ts";
import { people, type Person } from "./harness/people.ts";
import { compileProbes } from "./harness/probes.ts";
import { missingPart } from "./harness/sandbox.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const CASES = here("cases");
const missing = missingPart();
const probes = missing === undefined ? compileProbes(here("probes")) : "";
const cases = readCases(CASES);

const whole = ({ stderr, output }: Seen): string => `${stderr}${output}`;

/** With SBX_RECORD=1 a case without `expected` gets what it gives outside, or inside where it is not run outside. */
const RECORD = process.env["SBX_RECORD"] === "1";

function check(entry: Case, person: Person, skip: (reason: string) => void): void {
  if (entry.bare !== "") expect(whole(runCase(entry, person, "bare", probes))).toBe(entry.bare);
  const inside = runCase(entry, person, "inside", probes);
  const later = /sbx: nothing was run: (.* is not supported yet)/.exec(inside.stderr)?.[1];
  if (later !== undefined) return skip(later);
  expect(whole(inside)).toBe(entry.expected);
  if (entry.events !== undefined) expect(inside.events).toBe(entry.events);
}

function record(entry: Case, person: Person): void {
  const where = entry.bare === "" ? "inside" : "bare";
  if (entry.expected === undefined) writeFileSync(join(CASES, entry.name, "expected"), whole(runCase(entry, person, where, probes)));
}

describe.skipIf(missing !== undefined)(missing ?? "cases", () => {
  for (const person of people()) {
    const meant = cases.filter((entry) => entry.who === undefined || entry.who === person.name);
    for (const entry of meant) {
      test(`${person.name}: ${entry.name}`, (context) => {
        if (RECORD) record(entry, person);
        else check(entry, person, (reason) => context.skip(reason));
      });
    }
  }
});
