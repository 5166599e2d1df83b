import { defaultProfile } from "./default/profile.ts";
import { expandProfile } from "./expand-profile.ts";
import { LANGUAGE_PROFILES, PROFILE_ALIASES } from "./language-table.ts";

/** What the profiles must know of the host and of the run: real paths, without links. */
export interface ProfileContext {
  readonly home: string;
  readonly cwd: string;
  /** Directories for temporary files: `$TMPDIR`, /tmp, /var/tmp. */
  readonly tmp: readonly string[];
  readonly uid: number;
  readonly gid: number;
  /** Directories on PATH that are no part of the system, or of the toolchains that they lead to. */
  readonly pathDirs: readonly string[];
  /** `git rev-parse --git-common-dir` of the working directory, when that lies outside of it. */
  readonly gitCommonDir?: string | undefined;
  /** What sbx is installed in. */
  readonly installation?: readonly string[] | undefined;
}

/** The text of a built-in profile by its name or another name that it has, undefined for one that there is not. */
export const profileText = (name: string, context: ProfileContext): string | undefined => {
  const full = (Object.hasOwn(PROFILE_ALIASES, name) ? PROFILE_ALIASES[name] : undefined) ?? name;
  if (full === "default") return defaultProfile(context);
  const text = Object.hasOwn(LANGUAGE_PROFILES, full) ? LANGUAGE_PROFILES[full] : undefined;
  return text === undefined ? undefined : expandProfile(text);
};

/** The names of all built-in profiles. */
export const PROFILE_NAMES: readonly string[] = ["default", ...Object.keys(LANGUAGE_PROFILES).toSorted()];
