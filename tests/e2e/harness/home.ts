import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Person } from "./people.ts";
import { SBX } from "./sandbox.ts";

/** A person's home directory with a project in it, where the profile `default` allows nothing for other reasons. */
export interface Home {
  readonly folder: string;
  readonly project: string;
  /** Writes a file below the home directory, from outside. */
  readonly write: (name: string, text: string) => void;
  /** What a file below the home directory has, undefined where there is none. */
  readonly read: (name: string) => string | undefined;
  /** Runs a shell line in the project under the profile `default`: its standard output. */
  readonly inside: (line: string, environment?: Readonly<Record<string, string>>) => string;
  readonly remove: () => void;
}

/** Makes a home directory; not in a directory for temporary files, in which everything is allowed. */
export function makeHome(person: Person): Home {
  const folder = mkdtempSync(join(process.getuid?.() === 0 ? "/var/lib" : homedir(), "sbx-home-"));
  const own = (path: string): void => chownSync(path, person.uid, person.gid);
  const makeFolder = (path: string): void => {
    if (existsSync(path)) return;
    makeFolder(dirname(path));
    mkdirSync(path);
    own(path);
  };
  own(folder);
  const project = join(folder, "project");
  makeFolder(project);
  return {
    folder,
    project,
    write: (name, text) => {
      const path = join(folder, name);
      makeFolder(dirname(path));
      writeFileSync(path, text);
      own(path);
    },
    read: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : undefined),
    inside: (line, environment = {}) => {
      const [command = "", ...rest] = [...person.prefix, SBX, "run", "-q", "--", "/bin/sh", "-c", line];
      const env = { HOME: folder, PATH: "/usr/bin:/bin", ...environment };
      return spawnSync(command, rest, { cwd: project, env, encoding: "utf8", timeout: 60_000 }).stdout;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
