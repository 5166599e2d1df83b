import type { CategoryIndex } from "./category/category.ts";
import type { Verdict } from "./action.ts";

/**
 * A compiled policy as the emulators see it: read-only views over one buffer that all threads share. There is no way to
 * change it; a new policy is a new image. No method allocates.
 */
export interface SealedPolicy {
  /** The buffer behind it: position-independent, to be copied into sealed memory or handed to another thread. */
  readonly image: Uint8Array;

  /** Whether the category is switched on; the rules of one that is off have no say. */
  enabled(category: CategoryIndex): boolean;

  /** Whether every name gets `allow` in this category, without a look at it (off, or default allow without rules). */
  allowsAll(category: CategoryIndex): boolean;

  /** Whether there is a name that the category lets pass while it is on: by its default or by a rule. */
  mayAllow(category: CategoryIndex): boolean;

  /**
   * Judges the name `bytes[start, end)`: a canonical absolute path, `@abstract` or a pseudo name such as `!pipe`.
   * The last rule that matches decides, else the default of the category.
   */
  decide(category: CategoryIndex, bytes: Uint8Array, start: number, end: number): Verdict;

  /**
   * Judges an Internet address in the order of the network: 4 or 16 bytes of `bytes` from `start`, an IPv4-mapped one as
   * IPv4. `protocol` is the number of the socket's protocol (IPPROTO_TCP …).
   */
  decideAddress(
    category: CategoryIndex,
    bytes: Uint8Array,
    start: number,
    length: 4 | 16,
    port: number,
    protocol: number,
  ): Verdict;

  /** Whether anything is on the block list. */
  readonly blocks: boolean;

  /** Judges an Internet address by the block list: `allow` where it is not on it. Arguments as of `decideAddress`. */
  decideBlock(bytes: Uint8Array, start: number, length: 4 | 16): Verdict;

  /** Whether opens are judged by the type of the file system: it is on and not everything passes. */
  readonly filesystems: boolean;

  /**
   * Judges the type of a file system, `f_type` of statfs as two words. The rule of the verdict is a number for
   * `describeFilesystemRule`.
   */
  decideFilesystem(low: number, high: number): Verdict;

  /** Whether there are masks. */
  readonly masks: boolean;

  /** Number of the last mask whose pattern matches a canonical path, −1 where none does. See `describeMask`. */
  maskOf(bytes: Uint8Array, start: number, end: number): number;

  /**
   * Whether a rule of `rename` or `walk` withholds names below the directory `bytes[start, end)`: under another name of it
   * that rule would not hold.
   */
  withholdsBelow(bytes: Uint8Array, start: number, end: number): boolean;

  /** The value of a boolean or integer option, by its number in the options table (`policy/options.ts`). */
  option(option: number): number;
}
