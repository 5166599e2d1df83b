/** Where tools have caches of their own inside, below the home directory: nothing outside uses what is there. */
export const OWN_CACHES = ".cache/sbx";

/** Directories on the way to what may be written: tools make them when they are missing. */
export const CACHE_PARENTS: readonly string[] = [
  ".cache",
  ".config",
  ".config/go",
  ".local",
  ".local/share",
  ".local/share/pnpm",
  ".local/state",
  "go",
  "go/pkg",
  ".m2",
];

/**
 * What tools write below the home directory. Whatever else they keep there decides what runs outside later: commands of
 * npx, plugins of Gradle, objects of the Go compiler. So the tools are led to caches of their own, and read the others.
 */
export const CACHES: readonly string[] = [
  OWN_CACHES,
  // Its path is in every project that was installed from it: pnpm refuses another one.
  ".local/share/pnpm/store",
  ".local/state/pnpm",
  ".config/go/telemetry",
  // What it has is signed.
  "go/pkg/sumdb",
  // Maven 3.8 has no variable for it.
  ".m2/repository",
];

/** Caches of outside that hold programs and what projects are linked to, for reading. */
export const READABLE_CACHES: readonly string[] = [
  ".npm",
  ".yarn",
  ".bun/install",
  ".local/share/pnpm",
  ".config/go",
  "go/pkg",
  ".cargo/registry",
  ".cargo/git",
];

/** What tools die without, below the home directory, for reading. */
export const SETTINGS: readonly string[] = [
  ".gitconfig",
  ".config/git/***",
  ".gitignore",
  ".gitignore_global",
  ".cargo/bin/***",
  ".cargo/config",
  ".cargo/config.toml",
  ".cargo/env",
  ".rustup/settings.toml",
  ".rustup/toolchains/***",
  ".rustup/update-hashes/***",
  ".editorconfig",
  ".inputrc",
  ".terminfo/***",
];
