import { ARGUMENT_WORD, NUMBER_WORD, PATH_LENGTH_WORD, PID_WORD, type Arena } from "./arena.ts";
import type { Kernel } from "../../kernel.ts";

const MOST_HELD = 320; // a message carries up to 253

/** The request under way, read from the arena, and the descriptors that live as long as it does. */
export class Call {
  readonly arena: Arena;
  readonly view: DataView;
  readonly #words: Int32Array;
  readonly #kernel: Kernel;
  readonly #held: Int32Array = new Int32Array(MOST_HELD);
  #heldCount = 0;
  /** The caller's process where it has been asked for during this request, else 0. */
  process = 0;
  /** The caller's working directory where a path has been read from it and it is still held, else -1: the second path of a
   * rename starts from the same. */
  workingDirectory = -1;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.arena = kernel.arena;
    this.view = new DataView(kernel.arena.buffer);
    this.#words = kernel.arena.words;
  }

  /** The calling thread. */
  get pid(): number {
    return this.#words[PID_WORD]!;
  }

  get number(): number {
    return this.#words[NUMBER_WORD]!;
  }

  /** An `int` argument: the kernel ignores the upper half, and so do we (pitfall 41). */
  int(argument: number): number {
    return this.#words[ARGUMENT_WORD + 2 * argument]!;
  }

  /** The upper half of an argument. */
  high(argument: number): number {
    return this.#words[ARGUMENT_WORD + 2 * argument + 1]!;
  }

  isNull(argument: number): boolean {
    return this.int(argument) === 0 && this.high(argument) === 0;
  }

  /** A `size_t` argument, at most `limit`. */
  size(argument: number, limit: number): number {
    const low = this.int(argument) >>> 0;
    return this.high(argument) !== 0 || low > limit ? limit : low;
  }

  /** Copies a 64-bit argument into the arena. */
  put(argument: number, at: number): void {
    this.#words[at >> 2] = this.int(argument);
    this.#words[(at >> 2) + 1] = this.high(argument);
  }

  /** Points an argument somewhere else: addresses that lie in the caller's structures are read and written through it. */
  point(argument: number, low: number, high: number): void {
    this.#words[ARGUMENT_WORD + 2 * argument] = low;
    this.#words[ARGUMENT_WORD + 2 * argument + 1] = high;
  }

  /** Length of a path argument without its NUL, or `-errno` of reading it. */
  pathLength(argument: number): number {
    return this.#words[PATH_LENGTH_WORD + argument]!;
  }

  /** Says that a path that lay in a structure of the caller has been put into a slot: as if `argument` had been fetched. */
  setPathLength(argument: number, length: number): void {
    this.#words[PATH_LENGTH_WORD + argument] = length;
  }

  /** Keeps a descriptor until the request is answered; returns it, and errors as they are. */
  hold(fd: number): number {
    if (fd < 0) return fd;
    if (this.#heldCount === MOST_HELD)
      throw new RangeError(`more than ${MOST_HELD} descriptors are held by one request`);
    this.#held[this.#heldCount++] = fd;
    return fd;
  }

  /** Gives a held descriptor away: somebody else closes it. */
  giveAway(fd: number): void {
    this.#forget(fd);
    for (let i = this.#heldCount - 1; i >= 0; i--) {
      if (this.#held[i] !== fd) continue;
      this.#held[i] = this.#held[--this.#heldCount]!;
      return;
    }
  }

  /** Closes one that was held before the request ends. */
  drop(fd: number): void {
    this.#forget(fd);
    for (let i = this.#heldCount - 1; i >= 0; i--) {
      if (this.#held[i] !== fd) continue;
      this.#held[i] = this.#held[--this.#heldCount]!;
      this.#kernel.close(fd);
      return;
    }
  }

  /** How many are held; {@link releaseTo} goes back to it. */
  get heldCount(): number {
    return this.#heldCount;
  }

  /** Closes what was held. */
  release(): void {
    this.process = 0;
    this.releaseTo(0);
  }

  /** Closes what was held since so many were. */
  releaseTo(count: number): void {
    while (this.#heldCount > count) {
      const fd = this.#held[--this.#heldCount]!;
      this.#forget(fd);
      this.#kernel.close(fd);
    }
  }

  #forget(fd: number): void {
    if (fd === this.workingDirectory) this.workingDirectory = -1;
  }
}
