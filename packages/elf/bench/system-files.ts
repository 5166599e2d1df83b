import { closeSync, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

/** Where programs and libraries are; what does not exist is passed over. */
export const systemRoots: readonly string[] = ["/bin", "/sbin", "/lib", "/lib64", "/usr", "/opt"];

const magic = Buffer.alloc(4);

function startsWithElf(path: string): boolean {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch {
    return false;
  }
  try {
    return readSync(fd, magic, 0, 4, 0) === 4 && magic.readUInt32BE(0) === 0x7f454c46;
  } finally {
    closeSync(fd);
  }
}

function walk(directory: string, visit: (path: string) => void): void {
  let entries;
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) walk(path, visit);
    else if (entry.isFile()) visit(path);
  }
}

/** Every regular file with ELF magic below the roots, symbolic links not followed, sorted. */
export function findElfFiles(roots: readonly string[] = systemRoots): readonly string[] {
  const found = new Set<string>();
  for (const root of roots) {
    if (!lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) continue;
    walk(root, (path) => {
      if (startsWithElf(path)) found.add(path);
    });
  }
  return [...found].sort();
}
