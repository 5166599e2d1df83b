import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { people } from "../e2e/harness/people.ts";
import { missingPart, runInside } from "../e2e/harness/sandbox.ts";
import { removeScratch } from "../e2e/harness/scratch.ts";
import { raceProbes, raceScratch } from "./race.ts";

const missing = missingPart();
const probes = missing === undefined ? raceProbes() : "";
const seed = Number(process.env["SBX_SEED"] ?? Date.now() % 1_000_000);
const seconds = Number(process.env["SBX_FUZZ_SECONDS"] ?? 3);

/** Everything is decided by sbx; what changes anything is allowed in the scratch folder and nowhere else. */
const RULES = [
  "sandbox/all:on",
  "allow/walk,list,stat,chdir,exec,readlink,read,readdir+/***",
  "allow/all+{D}/***",
  "allow/create+!**",
  "allow/sendfd,recvfd+!all",
  "deny/read,write,stat+{D}/shut/***",
  "deny/walk+{D}/none/***",
  "deny/list+{D}/box",
];

/** Never root: what a bug would let through could hit the whole machine. */
const ordinary = people().filter((person) => person.name === "user");

describe.skipIf(missing !== undefined)(`random calls (${missing ?? `seed ${seed}`})`, () => {
  test.each(ordinary)("$name: the supervisor outlives them", { timeout: 60_000 + seconds * 2_000 }, (person) => {
    const scratch = raceScratch(person);
    try {
      const rules = RULES.map((rule) => rule.replaceAll("{D}", scratch));
      const program = { person, argv: [join(probes, "random"), String(seed), String(seconds)], cwd: scratch };
      const outcome = runInside({ ...program, timeoutMs: 50_000 + seconds * 2_000 }, rules);
      const internal = outcome.events.filter((event) => event.context === "internal");
      expect({ stdout: outcome.stdout, status: outcome.status, internal }).toEqual({
        stdout: "alive\n",
        status: 0,
        internal: [],
      });
    } finally {
      removeScratch(scratch);
    }
  });
});
