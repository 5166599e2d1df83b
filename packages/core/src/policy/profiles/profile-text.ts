import { defaultProfile } from "./default.ts";
import { OFF } from "./off.ts";

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
}

const PROFILES: Readonly<Record<string, (context: ProfileContext) => string>> = {
  default: defaultProfile,
  off: () => OFF,
};

/** The text of a built-in profile, undefined for a name that there is not. */
export const profileText = (name: string, context: ProfileContext): string | undefined =>
  Object.hasOwn(PROFILES, name) ? PROFILES[name]?.(context) : undefined;

/** The names of all built-in profiles. */
export const PROFILE_NAMES: readonly string[] = Object.keys(PROFILES);
