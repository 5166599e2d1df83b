/**
 * What all emulators of a run share, words of one buffer: whether any task has changed its umask, how many addresses have
 * been bound, whether paths lead nowhere any more, then the newest of the addresses.
 */
export type SharedWords = Int32Array;

export const UMASK_WORD = 0;
export const BOUND_COUNT_WORD = 1;
export const CUT_OFF_WORD = 2;
export const BOUND_WORD = 3;
/** Words of an entry: what `BoundNames` knows it by, 0 while it is written, and its bytes. */
export const BOUND_ENTRY_WORDS = 33;
export const BOUND_ENTRIES = 512;

/** Size in bytes of the buffer. */
export const SHARED_SIZE: number = 4 * (BOUND_WORD + BOUND_ENTRIES * BOUND_ENTRY_WORDS);

/** Makes the buffer for a run. */
export const createSharedWords = (): SharedWords => new Int32Array(new SharedArrayBuffer(SHARED_SIZE));
