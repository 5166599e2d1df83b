import { defaultProfile } from "./default/profile.ts";
import { expandProfile } from "./expand-profile.ts";
import { LANGUAGE_PROFILES, PROFILE_ALIASES } from "./language-table.ts";

/** A variable for the program. */
export type Variable = readonly [name: string, value: string];

/** What the profiles must know of the host and of the run: real paths, without links. */
export interface ProfileContext {
  readonly home: string;
  /** Further directories that count as this user's home, as the one that the system knows. */
  readonly otherHomes?: readonly string[] | undefined;
  readonly cwd: string;
  /** Directories for temporary files: `$TMPDIR`, /tmp, /var/tmp. */
  readonly tmp: readonly string[];
  readonly uid: number;
  readonly gid: number;
  /** Directories on PATH that are no part of the system, or of the toolchains that they lead to. */
  readonly pathDirs: readonly string[];
  /** What PATH leads to, and links on the way: nobody may put a program there. */
  readonly programs?: readonly string[] | undefined;
  /** `git rev-parse --git-common-dir` of the working directory, when that lies outside of it. */
  readonly gitCommonDir?: string | undefined;
  /** What sbx is installed in. */
  readonly installation?: readonly string[] | undefined;
  /** Terminals that are there and are not this run's. */
  readonly terminals?: readonly string[] | undefined;
  /** Variables that lead tools to caches of their own. */
  readonly variables?: readonly Variable[] | undefined;
}

/**
 * The text of a built-in profile by its name or another name that it has, undefined for one that there is not. What is to be
 * known of the host may be given as a function, which is asked for the profiles that need it.
 */
export const profileText = (name: string, context: ProfileContext | (() => ProfileContext)): string | undefined => {
  const full = (Object.hasOwn(PROFILE_ALIASES, name) ? PROFILE_ALIASES[name] : undefined) ?? name;
  if (full === "default") return defaultProfile(typeof context === "function" ? context() : context);
  const text = Object.hasOwn(LANGUAGE_PROFILES, full) ? LANGUAGE_PROFILES[full] : undefined;
  return text === undefined ? undefined : expandProfile(text);
};

/** The names of all built-in profiles. */
export const PROFILE_NAMES: readonly string[] = ["default", ...Object.keys(LANGUAGE_PROFILES).toSorted()];
