import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { people } from "../e2e/harness/people.ts";
import { compileProbes } from "../e2e/harness/probes.ts";
import { missingPart, runInside } from "../e2e/harness/sandbox.ts";
import { emptyScratch, removeScratch } from "../e2e/harness/scratch.ts";

const SECONDS = process.env["SBX_RACE_SECONDS"] ?? "1";
const missing = missingPart();
const probes = missing === undefined ? compileProbes(fileURLToPath(new URL("probes", import.meta.url))) : "";

// Two ports of this process, below those that the kernel gives away: suites may run side by side.
const PORT = 12_000 + 2 * (process.pid % 10_000);

const RULES = [
  "sandbox/net,sendfd:on",
  "allow/net/bind+any!0-65535",
  "allow/net/bind+!unnamed",
  `allow/net/connect+127.0.0.1!${PORT}`,
  "allow/sendfd+!file",
];

describe.skipIf(missing !== undefined)(`what changes while it is judged (${missing ?? "inside"})`, () => {
  for (const person of people()) {
    // Pitfalls 33 and 103: an address or a descriptor that was judged is the one that is used.
    test.sequential.each(["sendto", "sendmsg", "connect", "number", "table"])(`${person.name}: %s`, (kind) => {
      const scratch = emptyScratch(person);
      const argv = [`${probes}/messages`, kind, SECONDS, `${PORT}`];
      const seen = runInside({ person, argv, cwd: scratch }, RULES);
      removeScratch(scratch);
      const { status, stdout, stderr } = seen;
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "wrong 0\n", stderr: expect.any(String) });
      expect(stderr).toMatch(/^allowed [1-9]/);
      expect(seen.events.length).toBeGreaterThan(0);
    });
  }
});
