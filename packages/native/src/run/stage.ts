/** What the stage before Node saw of the caller: Node changes all of it, the launcher gives it back to the program. */
export interface Stage {
  /** Bit n − 1 stands for signal n. */
  readonly ignoredSignals: bigint;
  readonly blockedSignals: bigint;
  /** Soft limit of open files; undefined leaves the present one. */
  readonly softNofile: number | undefined;
  /** Which of the descriptors 0, 1 and 2 were closed. */
  readonly closed: readonly number[];
}

/** A caller that changed nothing. */
export const PLAIN_STAGE: Stage = { ignoredSignals: 0n, blockedSignals: 0n, softNofile: undefined, closed: [] };
