import { resolve } from "node:path";
import { isStraight, SYSTEM, wayOf } from "./links.ts";
import { isBelow, realPath } from "./real-path.ts";

/** For whom PATH is read. */
interface Owner {
  readonly home: string;
  readonly uid: number;
}

/** What PATH leads to. */
export interface ToolDirectories {
  /**
   * The directories outside of the system; where one is the `bin` or the `shims` of an installation
   * (`…/versions/node/v20/bin`), that installation. The home directory itself and its parents are never given.
   */
  readonly readable: readonly string[];
  /** The directories outside of the system, links on the way to them, and the first missing name of such as are missing. */
  readonly programs: readonly string[];
}

/** Folders below the home directory that hold more than one toolchain. */
const MIXED = ["/.local", "/.cargo", "/.config", "/.cache"];

/** Folders below the home directory in which version managers keep programs and nothing else, so that any link may lead there. */
const MANAGED =
  /^\/(?:\.(?:pyenv|rbenv|nodenv|goenv|jenv|asdf|volta|nvm|fnm|sdkman|deno)|\.cargo\/bin|\.rustup\/toolchains|\.local\/(?:bin|pipx|share\/(?:fnm|mise|uv|pipx)))\//;

/** Reads PATH. A directory is readable if no link, or only links that a program cannot have planted, lead to it. */
export function toolDirectories(path: string, owner: Owner): ToolDirectories {
  const readable = new Set<string>();
  const programs = new Set<string>();
  for (const entry of new Set(path.split(":"))) {
    if (!entry.startsWith("/")) continue;
    const real = realPath(entry);
    const text = resolve(entry);
    if (real !== undefined && isSystem(real) && isSystem(text)) continue;
    if (real !== text) for (const name of namesOn(text)) programs.add(name);
    if (real === undefined) continue;
    programs.add(real);
    if (!isSystem(real) && isBelieved(text, real, owner)) readable.add(installationOf(real, owner.home));
  }
  return {
    readable: [...readable].filter((directory) => !isBelow(owner.home, directory)),
    programs: [...programs].filter((directory) => !isSystem(directory)),
  };
}

const isSystem = (path: string): boolean => SYSTEM.some((directory) => isBelow(path, directory));

function namesOn(path: string): readonly string[] {
  const { links, missing } = wayOf(path);
  return missing === undefined ? links : [...links, missing];
}

function isBelieved(text: string, real: string, { home, uid }: Owner): boolean {
  const inHome = isBelow(real, home) ? `${real.slice(home.length)}/` : "";
  return MANAGED.test(inHome) || isStraight(text, real, uid);
}

function installationOf(directory: string, home: string): string {
  const parent = /^(.+)\/(?:bin|shims)$/.exec(directory)?.[1];
  return parent !== undefined && isInstallation(parent, home) ? parent : directory;
}

function isInstallation(directory: string, home: string): boolean {
  if (isBelow(home, directory) || MIXED.some((name) => directory.endsWith(name))) return false;
  return isBelow(directory, home) || directory.split("/").length > 3;
}
