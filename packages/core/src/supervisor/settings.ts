/** What does not change during a run and is not the policy's: who we are and what we protect. */
export interface RunIdentity {
  /** Processes whose `/proc` entries are absent for the program. */
  readonly protectedPids: readonly number[];
  /** Directories that are absent for the program: where `/proc` is mounted a second time. @default none */
  readonly absentDirectories?: readonly Uint8Array[];
  readonly uid: number;
  readonly gid: number;
  /** The host's fs.protected_symlinks. */
  readonly protectedSymlinks: boolean;
  /** The umask that the program starts with. */
  readonly umask: number;
  /** Denials are reported, but the call goes on. */
  readonly dryRun: boolean;
}
