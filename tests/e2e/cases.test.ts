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

/** What a case comes to outside, inside, and what is told of it: as far as its files say what is expected. */
interface Whole {
  readonly bare: string | undefined;
  readonly inside: string | undefined;
  readonly events: string | undefined;
}

function observe(entry: Case, person: Person): Whole {
  const bare = entry.bare === "" ? "" : whole(runCase(entry, person, "bare", probes));
  const inside = runCase(entry, person, "inside", probes);
  return { bare, inside: whole(inside), events: entry.events === undefined ? undefined : inside.events };
}

/** The sentence of a part of the policy language that is not there yet. */
const laterOf = (text = ""): string | undefined => /sbx: nothing was run: (.* is not supported yet)/.exec(text)?.[1];

function record(entry: Case, person: Person): void {
  const where = entry.bare === "" ? "inside" : "bare";
  writeFileSync(join(CASES, entry.name, "expected"), whole(runCase(entry, person, where, probes)));
}

describe.skipIf(missing !== undefined)(`cases (${missing ?? "inside and outside"})`, () => {
  for (const person of people()) {
    const meant = cases.filter((entry) => entry.who === undefined || entry.who === person.name);
    test.for(meant.map((entry) => [entry.name, entry] as const))(`${person.name}: %s`, ([, entry], context) => {
      const records = RECORD && entry.expected === undefined;
      if (records) record(entry, person);
      context.skip(records, "recorded");
      const seen = observe(entry, person);
      const later = laterOf(seen.inside);
      context.skip(later !== undefined, later);
      expect(seen).toEqual({ bare: entry.bare, inside: entry.expected, events: entry.events });
    });
  }
});
