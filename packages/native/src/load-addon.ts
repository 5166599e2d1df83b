import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Addon } from "./addon.ts";

/** Where the compiled parts are. */
export interface NativeFiles {
  readonly addon: string;
  readonly monitor: string;
}

/** Thrown where neither a local build nor a platform package can be loaded; the message names every attempt. */
export class NativeLoadError extends Error {
  readonly code = "ERR_SBX_NATIVE_LOAD";
}

/** Directories in which a local build may lie, seen from this file: the source tree, `dist/`, or a bundle beside it. */
function localBuilds(): readonly string[] {
  const here = import.meta.dirname;
  return [
    join(here, "../build/Release"),
    join(here, "../../build/Release"),
    join(here, "../../native/build/Release"),
    join(here, "native"),
  ];
}

/** Name of the package with the binaries of this platform. */
export function platformPackage(platform: string, arch: string, libc: string): string {
  return `@sbx/native-${platform}-${arch}-${libc}`;
}

function currentLibc(): string {
  const header = (process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined)?.header;
  return header?.glibcVersionRuntime === undefined ? "musl" : "gnu";
}

let found: NativeFiles | undefined;

/**
 * Finds the addon and the monitor, once: a local build first, then the platform package.
 *
 * @throws {NativeLoadError} `ERR_SBX_NATIVE_LOAD` with every attempt and the cure
 */
export function findNativeFiles(): NativeFiles {
  return (found ??= searchNativeFiles());
}

function searchNativeFiles(): NativeFiles {
  const attempts: string[] = [];
  if (process.platform !== "linux") throw new NativeLoadError(`sbx needs Linux; this is ${process.platform}.`);
  for (const directory of localBuilds()) {
    const addon = join(directory, "sbx_native.node");
    if (existsSync(addon)) return { addon, monitor: join(directory, "sbx-monitor") };
    attempts.push(addon);
  }
  const name = platformPackage(process.platform, process.arch, currentLibc());
  try {
    const { createRequire } = process.getBuiltinModule("node:module");
    const addon = createRequire(import.meta.url).resolve(`${name}/sbx_native.node`);
    return { addon, monitor: join(dirname(addon), "sbx-monitor") };
  } catch {
    attempts.push(name);
  }
  throw new NativeLoadError(
    `No native part for ${process.platform}-${process.arch} was found. Tried:\n  ${attempts.join("\n  ")}\n` +
      `Install ${name} (npm skips it under --no-optional), or build from source with "npm start" in a checkout.`,
  );
}

/** What was loaded, by file. */
const loaded = new Map<string, Addon>();

/**
 * Loads the addon, once a thread: by `dlopen` alone, for `require` of `node:module` takes longer than the whole addon.
 *
 * @throws {NativeLoadError} `ERR_SBX_NATIVE_LOAD`
 */
export function loadAddon(files: NativeFiles): Addon {
  const known = loaded.get(files.addon);
  if (known !== undefined) return known;
  try {
    const module = { exports: {} };
    process.dlopen(module, files.addon);
    const addon = module.exports as Addon;
    loaded.set(files.addon, addon);
    return addon;
  } catch (cause) {
    throw new NativeLoadError(
      `${files.addon} was found but does not load: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
