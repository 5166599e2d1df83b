import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Person } from "./people.ts";

/** An empty folder of a person. */
export function emptyScratch(person: Person): string {
  const folder = mkdtempSync(join(tmpdir(), "sbx-test-"));
  chmodSync(folder, 0o755);
  chownSync(folder, person.uid, person.gid);
  return folder;
}

/** The folder that every case starts from. */
export function filledScratch(person: Person): string {
  const folder = emptyScratch(person);
  const at = (name: string): string => join(folder, name);
  const made: string[] = [];
  for (const name of ["d", "d/sub", "e", "secret", "secret/open"]) {
    mkdirSync(at(name));
    made.push(name);
  }
  const files = {
    f: "hello\n",
    g: "world\n",
    "d/f": "df\n",
    "d/sub/f": "dsf\n",
    "secret/f": "secret\n",
    "secret/open/f": "open\n",
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(at(name), content, { mode: 0o644 });
    made.push(name);
  }
  const links = { l: "f", ld: "d", dang: "nowhere", loop: "loop", abs: at("f"), lsecret: "secret/f", up: "d/../f" };
  for (const [name, target] of Object.entries(links)) {
    symlinkSync(target, at(name));
    lchownSync(at(name), person.uid, person.gid);
  }
  execFileSync("mkfifo", ["-m", "600", at("fifo")]);
  for (const name of [...made, "fifo"]) chownSync(at(name), person.uid, person.gid);
  return folder;
}

/** Removes a scratch folder, whatever modes were set in it. */
export function removeScratch(folder: string): void {
  execFileSync("chmod", ["-R", "u+rwx", folder], { stdio: "ignore" });
  rmSync(folder, { recursive: true, force: true });
}
