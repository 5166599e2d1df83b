import { EMPTY, HAS_DOTDOT, PATH_MAX, REFUSED, scanInto, TOO_LONG, UNCLEAN } from "../parse.ts";
import { decodeLatin1 } from "../encoding/latin1.ts";
import { appendInto, copyInto, normalizeInto } from "../normalize.ts";
import {
  RECORD_DEPTH,
  RECORD_FLAGS,
  RECORD_HASH,
  RECORD_LENGTH,
  RECORD_NAME_END,
  RECORD_NAME_START,
  RECORD_PARENT_END,
  RECORD_SIZE,
} from "./record.ts";
import { equalWords, sharedLength } from "../prefix.ts";
import { storePlain } from "../words.ts";

/** Size in bytes of the slots of an arena; a longer path takes several that follow each other. */
export const SLOT_SIZE = 64;
const SLOT_SHIFT = 6;
const WORDS_SHIFT = 4;

/** Options of a {@link PathArena}. */
export interface PathArenaOptions {
  /** Slots of 64 bytes to reserve. @default 64 */
  readonly slots?: number;
  /** Seed of the hashes, an i32. Two stores compare paths by hash only if their seeds are equal. @default 0 */
  readonly seed?: number;
}

/**
 * Holds the paths of one request as bytes, in one buffer that grows and is used again after {@link PathArena.reset}.
 *
 * A path is an integer, the number of its first slot. Every path is scanned once, when it is added; the accessors read
 * what the scan left. A refused path is a negative integer, the negated sum of its flags in {@link REFUSED} (or of
 * {@link HAS_DOTDOT} where `..` is refused). Nothing allocates but growth.
 */
export class PathArena {
  /** Seed of the hashes. */
  readonly seed: number;
  #bytes: Uint8Array;
  #words: Int32Array;
  #records: Int32Array;
  #used = 0;

  constructor(options: PathArenaOptions = {}) {
    const slots = Math.max(options.slots ?? 64, 1);
    this.seed = options.seed ?? 0;
    this.#bytes = new Uint8Array(slots << SLOT_SHIFT);
    this.#words = new Int32Array(this.#bytes.buffer);
    this.#records = new Int32Array(slots * RECORD_SIZE);
  }

  /** The buffer with all paths; another one after growth. `bytes[start(path), end(path))` is the path. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** The same buffer as words: `words[start(path) >> 2…]`, with zeros behind the path up to a whole word. */
  get words(): Int32Array {
    return this.#words;
  }

  /** Number of slots in use. */
  get used(): number {
    return this.#used;
  }

  /** Forgets all paths and keeps the memory. Numbers given out before mean nothing afterwards. */
  reset(): void {
    this.#used = 0;
  }

  /** Adds the path `source[start, end)` as it is and returns its number, or its negated refused flags. */
  add(source: Uint8Array, start = 0, end: number = source.length): number {
    const length = end - start;
    if (length <= 0) return -EMPTY;
    if (length >= PATH_MAX) return -TOO_LONG;
    this.#reserve(length);
    return this.#keep(source, start, end);
  }

  /**
   * Returns the number of the path without `//`, `.` components and trailing slash: `path` itself if it has none,
   * else a new one. Answers −{@link HAS_DOTDOT} to `..`.
   */
  normalize(path: number): number {
    if ((this.flags(path) & UNCLEAN) === 0) return path;
    const at = this.#reserve(this.length(path));
    const bytes = this.#bytes;
    return this.#keepWritten(at, normalizeInto(bytes, this.start(path), this.end(path), bytes, at));
  }

  /**
   * Adds `path`, taken as relative and normalised, below the normalised path `base`, and returns the new number, the
   * negated refused flags, or −{@link HAS_DOTDOT}.
   */
  join(base: number, path: number): number {
    const at = this.#reserve(this.length(base) + 1 + this.length(path));
    const bytes = this.#bytes;
    const to = copyInto(bytes, this.start(base), this.end(base), bytes, at);
    return this.#keepWritten(at, appendInto(bytes, at, to, bytes, this.start(path), this.end(path)));
  }

  /** Tells whether two paths are the same bytes. */
  equals(left: number, right: number): boolean {
    const records = this.#records;
    const a = left * RECORD_SIZE;
    const b = right * RECORD_SIZE;
    if (records[a + RECORD_HASH] !== records[b + RECORD_HASH]) return false;
    const length = records[a + RECORD_LENGTH]!;
    if (length !== records[b + RECORD_LENGTH]) return false;
    return equalWords(this.#words, left << WORDS_SHIFT, this.#words, right << WORDS_SHIFT, length);
  }

  /** Tells whether the normalised path `child` is `parent` or lies below it. */
  isInside(child: number, parent: number): boolean {
    const bytes = this.#bytes;
    const start = this.start(child);
    const other = this.start(parent);
    const shared = sharedLength(bytes, start, this.end(child), bytes, other, this.end(parent));
    if (shared < 0) return false;
    const whole = shared & ~3;
    for (let at = whole; at < shared; at++) if (bytes[start + at] !== bytes[other + at]) return false;
    return equalWords(this.#words, child << WORDS_SHIFT, this.#words, parent << WORDS_SHIFT, whole);
  }

  /** Offset of the path's first byte. */
  start(path: number): number {
    return path << SLOT_SHIFT;
  }

  /** Offset behind the path's last byte. */
  end(path: number): number {
    return (path << SLOT_SHIFT) + this.#records[path * RECORD_SIZE + RECORD_LENGTH]!;
  }

  /** Length in bytes. */
  length(path: number): number {
    return this.#records[path * RECORD_SIZE + RECORD_LENGTH]!;
  }

  /** The path as latin1 text, one character a byte. Allocates. */
  text(path: number): string {
    return decodeLatin1(this.#bytes, this.start(path), this.end(path));
  }

  /** The flags of {@link scanPath}. */
  flags(path: number): number {
    return this.#records[path * RECORD_SIZE + RECORD_FLAGS]!;
  }

  /** Hash of the bytes, an i32. */
  hash(path: number): number {
    return this.#records[path * RECORD_SIZE + RECORD_HASH]!;
  }

  /** Number of components, `.` and `..` included. */
  depth(path: number): number {
    return this.#records[path * RECORD_SIZE + RECORD_DEPTH]!;
  }

  /** Offset behind the parent: behind the `/` for a child of the root, at the start for a relative path of one name. */
  parentEnd(path: number): number {
    return (path << SLOT_SHIFT) + this.#records[path * RECORD_SIZE + RECORD_PARENT_END]!;
  }

  /** Offset of the last name. */
  nameStart(path: number): number {
    return (path << SLOT_SHIFT) + this.#records[path * RECORD_SIZE + RECORD_NAME_START]!;
  }

  /** Offset behind the last name, in front of trailing slashes. */
  nameEnd(path: number): number {
    return (path << SLOT_SHIFT) + this.#records[path * RECORD_SIZE + RECORD_NAME_END]!;
  }

  /** Makes room for `length` bytes behind the paths in use and returns its offset. */
  #reserve(length: number): number {
    const slots = this.#used + ((length + SLOT_SIZE - 1) >> SLOT_SHIFT);
    if (slots << SLOT_SHIFT > this.#bytes.length) this.#grow(slots);
    return this.#used << SLOT_SHIFT;
  }

  /** Makes a path of what was written at `[at, end)`, the first free slot; `end` is −1 if `..` was met. */
  #keepWritten(at: number, end: number): number {
    if (end < 0) return -HAS_DOTDOT;
    return this.#keep(this.#bytes, at, end);
  }

  /** Makes a path of `source[start, end)` in the first free slot, unless it is refused. */
  #keep(source: Uint8Array, start: number, end: number): number {
    const path = this.#used;
    const record = path * RECORD_SIZE;
    const records = this.#records;
    if (!storePlain(source, start, end, this.#words, path << WORDS_SHIFT, this.seed, records, record)) {
      const refused = scanInto(source, start, end, records, record) & REFUSED;
      if (refused !== 0) return -refused;
    }
    this.#used = path + ((end - start + SLOT_SIZE - 1) >> SLOT_SHIFT);
    return path;
  }

  #grow(slots: number): void {
    const grown = 2 ** Math.ceil(Math.log2(slots));
    const bytes = new Uint8Array(grown << SLOT_SHIFT);
    bytes.set(this.#bytes);
    const records = new Int32Array(grown * RECORD_SIZE);
    records.set(this.#records);
    this.#bytes = bytes;
    this.#words = new Int32Array(bytes.buffer);
    this.#records = records;
  }
}
