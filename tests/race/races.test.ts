import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { people, type Person } from "../e2e/harness/people.ts";
import { ACT_ALL, missingPart, runInside, type Outcome } from "../e2e/harness/sandbox.ts";
import { removeScratch } from "../e2e/harness/scratch.ts";
import { raceProbes, raceScratch, REPEAT } from "./race.ts";

const missing = missingPart();
const probes = missing === undefined ? raceProbes() : "";
const ATTEMPTS = 10_000 * REPEAT;
const TIMEOUT = 600_000;

/** What is asked of a race: the output, and what it left in `shut`. */
interface Left {
  readonly output: string;
  readonly status: number;
  readonly shut: readonly string[];
  readonly size: number;
}

function race(
  person: Person,
  argv: readonly string[],
  rules: readonly string[],
  options: readonly string[] = [],
): Left {
  const scratch = raceScratch(person);
  try {
    const [name = "", ...rest] = argv;
    const program = { person, argv: [join(probes, name), ...rest], cwd: scratch, timeoutMs: TIMEOUT };
    const policy = [...ACT_ALL, ...rules.map((rule) => rule.replaceAll("{D}", scratch))];
    const outcome: Outcome = runInside(program, policy, options);
    console.log(`${person.name}: ${argv.join(" ")}: ${outcome.stderr.trim()}`);
    return {
      output: outcome.stdout,
      status: outcome.status,
      shut: readdirSync(join(scratch, "shut")).filter((entry) => entry !== "moving"),
      size: statSync(join(scratch, "shut/f")).size,
    };
  } finally {
    removeScratch(scratch);
  }
}

const SHUT = ["deny/read,truncate+{D}/shut/***", "deny/stat+{D}/shut/f", "deny/mkdir+{D}/shut/n*"];
const UNTOUCHED = { output: "denied 0\n", status: 0, shut: ["f"], size: 7 };

describe.skipIf(missing !== undefined)(`races (${missing ?? "nothing that is denied is had"})`, () => {
  for (const person of people()) {
    // Pitfalls 2, 33, 67: the path in memory; 74: links; 57, 58, 105: directories that move; 103: descriptor numbers.
    test.each(["pointer", "how", "symlink", "directory", "parent", "beneath", "make", "truncate", "stat"])(
      `${person.name}: %s`,
      (kind) => {
        expect(race(person, ["swap", kind, String(ATTEMPTS)], SHUT)).toEqual(UNTOUCHED);
      },
      TIMEOUT,
    );

    // Where no step of a walk is judged, the kernel follows the links.
    test.each(["pointer", "symlink", "directory", "parent", "stat"])(
      `${person.name}: %s, without walk`,
      (kind) => {
        const rules = [...SHUT, "sandbox/walk:off", "trace/allow_unsafe_symlinks:1"];
        expect(race(person, ["swap", kind, String(ATTEMPTS)], rules)).toEqual(UNTOUCHED);
      },
      TIMEOUT,
    );

    // The kernel renames by itself, which is faster than a supervisor looks. A supervisor that waits for a FIFO misses its time.
    test.each([
      ["write", "trace/force_wx_open:1"],
      ["file", "trace/force_wx_open:1"],
      ["truncate", "deny/truncate+{D}/***"],
      ["blocks", "trace/force_wx_open:0"],
    ])(
      `${person.name}: fifo %s while names are exchanged (review 9)`,
      (kind, rule) => {
        const rules = ["sandbox/all:off", "sandbox/read,write,truncate:on", rule];
        const left = race(person, ["fifo", kind, String(3000 * REPEAT)], rules, ["--timeout", "30s"]);
        expect(left).toEqual(UNTOUCHED);
      },
      TIMEOUT,
    );

    test(
      `${person.name}: every effect happens once under a storm of signals (pitfall 13)`,
      { timeout: TIMEOUT },
      () => {
        const left = race(person, ["effects", String(1_200 * REPEAT)], []);
        expect(left).toEqual({ ...UNTOUCHED, output: "wrong 0\n" });
      },
    );

    test(`${person.name}: threads have their own umask and directory (pitfall 56)`, { timeout: TIMEOUT }, () => {
      const left = race(person, ["threads", String(200 * REPEAT)], []);
      expect(left).toEqual({ ...UNTOUCHED, output: "wrong 0\n" });
    });
  }
});
