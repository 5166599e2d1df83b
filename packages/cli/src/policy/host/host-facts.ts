import { readFileSync, realpathSync, statSync } from "node:fs";
import type { ProfileContext } from "@sbx/core";
import { installation } from "./installation.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Learns what the built-in profiles must know of this host and this run: real paths, without links. */
export function hostFacts(environment: Environment, cwd: string): ProfileContext {
  const home = realPath(environment["HOME"] ?? "") ?? "/var/empty";
  const here = realPath(cwd) ?? cwd;
  return {
    home,
    cwd: here,
    tmp: distinct([environment["TMPDIR"] ?? "", "/tmp", "/var/tmp"]),
    uid: process.getuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    pathDirs: toolDirectories(environment["PATH"] ?? "", home),
    gitCommonDir: gitCommonDirectory(here, home),
    installation: installation(),
  };
}

const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/opt", "/nix", "/snap"];

/** Whether a path is a directory or lies below it. */
export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}

/** Folders below the home directory that hold more than one toolchain. */
const MIXED = ["/.local", "/.cargo", "/.config", "/.cache"];

/**
 * The directories on PATH outside of the system; where one is the `bin` or the `shims` of an installation
 * (`…/versions/node/v20/bin`), that installation. The home directory itself and its parents are never given.
 */
function toolDirectories(path: string, home: string): readonly string[] {
  const found = new Set<string>();
  for (const entry of path.split(":")) {
    const real = realPath(entry);
    if (real === undefined || SYSTEM.some((directory) => isBelow(real, directory))) continue;
    const parent = /^(.+)\/(?:bin|shims)$/.exec(real)?.[1];
    found.add(parent !== undefined && isInstallation(parent, home) ? parent : real);
  }
  return [...found].filter((directory) => !isBelow(home, directory));
}

function isInstallation(directory: string, home: string): boolean {
  if (isBelow(home, directory) || MIXED.some((name) => directory.endsWith(name))) return false;
  return isBelow(directory, home) || directory.split("/").length > 3;
}

/**
 * The common directory of the git repository that `cwd` is in, if it lies outside of `cwd`. A repository that holds the
 * whole home directory (people keep their settings so) does not count: it would open all of it.
 */
function gitCommonDirectory(cwd: string, home: string): string | undefined {
  for (let folder = cwd; folder !== "/"; folder = folder.slice(0, folder.lastIndexOf("/")) || "/") {
    if (folder !== cwd && isBelow(home, folder)) return undefined;
    const entry = `${folder}/.git`;
    const stats = statSync(entry, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return folder === cwd ? undefined : entry;
    if (stats?.isFile() === true) return worktreeCommonDirectory(entry, folder);
  }
  return undefined;
}

/** Follows the `gitdir:` file of a worktree to the directory that all worktrees share. */
function worktreeCommonDirectory(file: string, folder: string): string | undefined {
  const gitdir = /^gitdir: (.+)$/m.exec(readText(file) ?? "")?.[1];
  if (gitdir === undefined) return undefined;
  const own = gitdir.startsWith("/") ? gitdir : `${folder}/${gitdir}`;
  const common = readText(`${own}/commondir`)?.trim();
  if (common === undefined) return realPath(own);
  return realPath(common.startsWith("/") ? common : `${own}/${common}`);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  if (!path.startsWith("/")) return undefined;
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function distinct(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map(realPath).filter((path) => path !== undefined))];
}
