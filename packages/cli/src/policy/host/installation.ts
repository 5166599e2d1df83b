import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { findNativeFiles, NativeLoadError } from "@sbx/native";

/** Finds what sbx is installed in: its scripts and its native part, real paths. */
export function installation(): readonly string[] {
  const dist = import.meta.dirname;
  return installationTrees([dist, join(dist, "../bin"), ...nativeFolder()]);
}

function nativeFolder(): readonly string[] {
  try {
    return [realpathSync.native(dirname(findNativeFiles().addon))];
  } catch (error) {
    if (error instanceof NativeLoadError) return [];
    throw error;
  }
}

/**
 * What a package manager has put there together with such folders: the outermost `node_modules` or `.pnpm` on the way to
 * each, in the latter case what links to it too. A folder that no package manager has made is one by itself.
 */
export function installationTrees(folders: readonly string[]): readonly string[] {
  return [...new Set(folders.flatMap(treesOf))];
}

function treesOf(folder: string): readonly string[] {
  const managed = /^(.*?)\/(node_modules|\.pnpm)(?:\/|$)/.exec(folder);
  if (managed === null) return [folder];
  const [, root = "", name] = managed;
  return name === ".pnpm" ? [`${root}/.pnpm`, `${root}/node_modules`] : [`${root}/node_modules`];
}
