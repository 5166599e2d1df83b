import { mkdirSync, writeFileSync, chownSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Person } from "../e2e/harness/people.ts";
import { compileProbes } from "../e2e/harness/probes.ts";
import { emptyScratch } from "../e2e/harness/scratch.ts";

/** `node scripts/conformance.mjs` repeats so many times more often. */
export const REPEAT: number = process.env["SBX_CONFORMANCE"] === "1" ? 10 : 1;

/** Compiles the probes of this folder. */
export const raceProbes = (): string => compileProbes(fileURLToPath(new URL("probes", import.meta.url)));

/** Folders `open` and `shut` with a file each, and a file `f`. */
export function raceScratch(person: Person): string {
  const scratch = emptyScratch(person);
  const folders = ["open", "open/moving", "shut", "box"];
  const files = { "open/f": "open\n", "shut/f": "secret\n", "box/f": "box\n", f: "f\n" };
  for (const name of folders) mkdirSync(join(scratch, name));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(scratch, name), content);
  for (const name of [...folders, ...Object.keys(files)]) chownSync(join(scratch, name), person.uid, person.gid);
  return scratch;
}
