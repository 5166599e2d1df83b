import type { ProfileContext } from "@sbx/core";
import { gitCommonDirectory } from "./git-directory.ts";
import { homesOf } from "./homes.ts";
import { installation } from "./installation.ts";
import { isStraight } from "./links.ts";
import { cacheVariables, temporaryVariables } from "./own-places.ts";
import { realPath } from "./real-path.ts";
import { otherTerminals } from "./terminals.ts";
import { toolDirectories } from "./tool-directories.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Learns what the built-in profiles must know of this host and this run: real paths, without links. What an earlier run may
 * have planted is not believed.
 */
export function hostFacts(environment: Environment, cwd: string): ProfileContext {
  const uid = process.getuid?.() ?? 0;
  const { home, otherHomes } = homesOf(environment["HOME"], uid);
  const here = realPath(cwd) ?? cwd;
  const tmp = temporaryDirectories(environment["TMPDIR"], uid);
  const tools = toolDirectories(environment["PATH"] ?? "", { home, uid });
  return {
    home,
    otherHomes,
    cwd: here,
    tmp,
    uid,
    gid: process.getgid?.() ?? 0,
    pathDirs: tools.readable,
    programs: tools.programs,
    gitCommonDir: gitCommonDirectory(here, home, uid),
    installation: installation(),
    terminals: otherTerminals(),
    variables: [...temporaryVariables(environment, tmp[0], uid), ...cacheVariables(environment, home)],
  };
}

function temporaryDirectories(variable: string | undefined, uid: number): readonly string[] {
  const found = [variable ?? "", "/tmp", "/var/tmp"].flatMap((path) => {
    const real = realPath(path);
    return real !== undefined && isStraight(path, real, uid) ? [real] : [];
  });
  return [...new Set(found)];
}
