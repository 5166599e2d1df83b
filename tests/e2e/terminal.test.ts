import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { people } from "./harness/people.ts";
import { compileProbes } from "./harness/probes.ts";
import { missingPart, runBare, SBX } from "./harness/sandbox.ts";
import { emptyScratch, removeScratch } from "./harness/scratch.ts";

const missing = missingPart();
const probes = missing === undefined ? compileProbes(fileURLToPath(new URL("probes", import.meta.url))) : "";
const terminal = join(probes, "terminal");

describe.skipIf(missing !== undefined)(`a program that stops its terminal (${missing ?? "inside one"})`, () => {
  for (const person of people()) {
    test.each([
      ["is told what was refused all the same", [], "7", ["refused", "status 7"]],
      ["is ended by the time limit", ["--timeout", "1s"], "wait", ["time limit", "refused", "status 124"]],
      ["has its refusals told as they are", ["-v"], "7", ["/etc/passwd", "status 7"]],
      ["has its refusals logged as they are", ["--log", "json"], "7", ["/etc/passwd", "status 7"]],
    ])(`${person.name}: %s (review 14)`, (_, options, status, expected) => {
      const scratch = emptyScratch(person);
      const rules = ["-p", "off", "-m", "sandbox/read:on", "-m", "allow/read+/***", "-m", "deny/read+/etc/passwd"];
      const argv = [terminal, "run", SBX, "run", ...rules, ...options, "--", terminal, "stop", "/etc/passwd", status];
      try {
        const { stdout } = runBare({ person, argv, cwd: scratch, timeoutMs: 20_000 });
        expect(expected.filter((part) => !stdout.includes(part))).toEqual([]);
      } finally {
        removeScratch(scratch);
      }
    });
  }
});
