import { lstatSync, readFileSync, realpathSync, type Stats } from "node:fs";

/** Whether a path is a directory or lies below it. */
export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}

/** The path without links of what an absolute path leads to, if it leads to something. */
export function realPath(path: string): string | undefined {
  if (!path.startsWith("/")) return undefined;
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** The text of a file, undefined where it cannot be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** What a name itself is, undefined where it is not there or cannot be looked at. */
export function statusOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
