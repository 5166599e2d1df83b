import { basename, components, dirname, isInsideBytes, join } from "@sbx/path";
import { encodeUtf8 } from "../utf8.ts";

/** Directories in which a version manager keeps what it installed, and nothing else: with one on PATH goes all of it. */
const MANAGERS: ReadonlySet<string> = new Set([
  ".pyenv",
  ".rbenv",
  ".nodenv",
  ".goenv",
  ".jenv",
  ".asdf",
  ".volta",
  ".nvm",
  ".fnm",
  ".sdkman",
  ".deno",
  ".bun",
]);

/** Directories that hold more than programs, secrets too: what belongs to the programs of their `bin`. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  ".cargo": [".cargo/bin", ".rustup/toolchains", ".rustup/settings.toml", ".rustup/update-hashes"],
  ".local": [
    ".local/bin",
    ".local/lib",
    ".local/pipx",
    ".local/share/pipx",
    ".local/share/uv",
    ".local/share/mise",
    ".local/share/fnm",
  ],
};

/** What a directory on PATH needs to be readable, for the programs in it to run. */
const treesOf = (directory: string, home: string): readonly string[] => {
  const names = components(directory);
  const manager = names.findIndex((name) => MANAGERS.has(name));
  if (manager >= 0) return [join("/", ...names.slice(0, manager + 1))];
  const own = basename(directory) === "bin" ? dirname(directory) : directory;
  const base = dirname(own);
  const name = basename(own);
  const parts = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
  if (parts !== undefined) return parts.map((part) => join(base, part));
  return [base === home && base !== "/" && name.startsWith(".") ? join(own, "bin") : directory];
};

/** Whether a directory is another one, or has it somewhere below. */
export const holds = (directory: string, path: string): boolean => {
  const parent = encodeUtf8(directory);
  const child = encodeUtf8(path);
  return isInsideBytes(child, 0, child.length, parent, 0, parent.length);
};

/** Trees to be read for the sake of the directories on PATH; never the home directory or one above it. */
export const toolchainTrees = (pathDirs: readonly string[], home: string): readonly string[] =>
  [...new Set(pathDirs.flatMap((directory) => treesOf(directory, home)))].filter((tree) => !holds(tree, home));
