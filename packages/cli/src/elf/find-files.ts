import { readdirSync, statSync } from "node:fs";
import type { FoundFile } from "./describe-file.ts";

/** A file, or a place that could not be read. */
export type Found =
  | { readonly kind: "file"; readonly file: FoundFile; readonly named: boolean }
  | { readonly kind: "missing" | "unreadable"; readonly path: Buffer; readonly error: unknown };

function within(directory: Buffer, name: Buffer): Buffer {
  const slash = directory.at(-1) === 0x2f ? "" : "/";
  return Buffer.concat([directory, Buffer.from(slash), name]);
}

/** The regular files below a directory, in the order of their names; symbolic links are passed over. */
function* below(directory: Buffer): Generator<Found> {
  // A stack of our own: how deep a tree goes is up to whoever made it.
  const waiting: { readonly path: Buffer; readonly kind: "directory" | "file" }[] = [
    { path: directory, kind: "directory" },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "file") {
      yield { kind: "file", file: { path: next.path, links: "refuse" }, named: false };
      continue;
    }
    const path = next.path;
    try {
      const entries = readdirSync(path, { withFileTypes: true, encoding: "buffer" });
      entries.sort((one, other) => Buffer.compare(other.name, one.name));
      for (const entry of entries) {
        if (entry.isDirectory()) waiting.push({ path: within(path, entry.name), kind: "directory" });
        else if (entry.isFile()) waiting.push({ path: within(path, entry.name), kind: "file" });
      }
    } catch (error) {
      yield { kind: "unreadable", path, error };
    }
  }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}

/** The files that one argument stands for. A symbolic link given by name is followed. */
export function* findFiles(argument: string): Generator<Found> {
  const path = Buffer.from(argument);
  let isDirectory: boolean;
  try {
    isDirectory = statSync(path).isDirectory();
  } catch (error) {
    yield { kind: isMissing(error) ? "missing" : "unreadable", path, error };
    return;
  }
  if (isDirectory) yield* below(path);
  else yield { kind: "file", file: { path, links: "follow" }, named: true };
}
