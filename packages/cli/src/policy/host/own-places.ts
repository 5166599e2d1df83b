import { OWN_CACHES, type Variable } from "@sbx/core";
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { statusOf } from "./real-path.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Variable, folder below our caches, and where the tool has its cache without the variable, below the home directory. */
const CACHES: readonly (readonly [name: string, folder: string, usual: string])[] = [
  ["XDG_CACHE_HOME", "", ".cache"],
  ["npm_config_cache", "npm", ".npm"],
  ["YARN_GLOBAL_FOLDER", "yarn-berry", ".yarn/berry"],
  ["BUN_INSTALL_CACHE_DIR", "bun", ".bun/install/cache"],
  ["CARGO_HOME", "cargo", ".cargo"],
  ["GOMODCACHE", "go-mod", "go/pkg/mod"],
  ["GRADLE_USER_HOME", "gradle", ".gradle"],
  ["CCACHE_DIR", "ccache", ".ccache"],
  ["VIRTUALENV_OVERRIDE_APP_DATA", "virtualenv", ".local/share/virtualenv"],
];

/** Variables that lead tools to caches that only programs under sbx use; a place that the caller has chosen stays. */
export function cacheVariables(environment: Environment, home: string): readonly Variable[] {
  if (home === "/var/empty" || /[\r\n]/.test(home)) return [];
  return CACHES.filter(([name, , usual]) => {
    // npm does not ask for the case.
    const value = environment[name] ?? environment[name.toUpperCase()];
    return value === undefined || value === "" || value === join(home, usual);
  }).map(([name, folder]) => [name, join(home, OWN_CACHES, folder)]);
}

/** Variables that lead to a directory for temporary files in which nothing of outside is. It is made if it is missing. */
export function temporaryVariables(
  environment: Environment,
  tmp: string | undefined,
  uid: number,
): readonly Variable[] {
  const own = tmp === undefined || /[\r\n]/.test(tmp) ? undefined : ownDirectory(tmp, uid);
  if (own === undefined) return [];
  return environment["TMUX_TMPDIR"] === undefined
    ? [
        ["TMPDIR", own],
        ["TMUX_TMPDIR", own],
      ]
    : [["TMPDIR", own]];
}

function ownDirectory(tmp: string, uid: number): string | undefined {
  const name = `sbx-${uid}`;
  const path = basename(tmp) === name ? tmp : join(tmp, name);
  try {
    mkdirSync(path, 0o700);
  } catch {
    const stats = statusOf(path);
    if (stats?.isDirectory() !== true || stats.uid !== uid || (stats.mode & 0o077) !== 0) return undefined;
  }
  return path;
}
