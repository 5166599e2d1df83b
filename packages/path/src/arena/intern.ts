import { EMPTY, PATH_MAX, TOO_LONG } from "../parse.ts";
import type { PathArena } from "./arena.ts";
import { copyAndHash } from "../words.ts";
import { decodeLatin1 } from "../encoding/latin1.ts";
import { equalWords } from "../prefix.ts";

/** Options of a {@link PathInterner}. */
export interface PathInternerOptions {
  /** Number of paths to hold at most, so that hostile paths cannot fill the memory. @default 1048576 */
  readonly limit?: number;
  /** Seed of the hashes, an i32; that of the arenas whose paths are looked up. @default 0 */
  readonly seed?: number;
}

/**
 * Gives every path an id: 0, 1, 2 … in the order of their arrival. Equal bytes have equal ids, for good. Looking up
 * allocates nothing; adding allocates when a table grows.
 */
export class PathInterner {
  readonly #limit: number;
  readonly #seed: number;
  #size = 0;
  /** Open addressing with linear probing: id + 1, or 0 for a free place. At most half full. */
  #places: Int32Array = new Int32Array(256);
  #hashes: Int32Array = new Int32Array(128);
  /** Of each id: its first word. Entry `size` is where the next path is written. */
  #starts: Int32Array = new Int32Array(129);
  #lengths: Int32Array = new Int32Array(128);
  #bytes: Uint8Array = new Uint8Array(2 * PATH_MAX);
  #words: Int32Array = new Int32Array(this.#bytes.buffer);

  constructor(options: PathInternerOptions = {}) {
    this.#limit = options.limit ?? 1 << 20;
    this.#seed = options.seed ?? 0;
  }

  /** Number of paths held; the next id. */
  get size(): number {
    return this.#size;
  }

  /**
   * Returns the id of the path `source[start, end)`, a new one if it was never seen; −{@link EMPTY} or
   * −{@link TOO_LONG} if it has none for its length, −1 if the interner is full.
   */
  intern(source: Uint8Array, start = 0, end: number = source.length): number {
    const length = end - start;
    if (length <= 0) return -EMPTY;
    if (length >= PATH_MAX) return -TOO_LONG;
    const word = this.#starts[this.#size]!;
    const hash = copyAndHash(source, start, end, this.#words, word, this.#seed);
    const place = this.#placeOf(this.#words, word, length, hash);
    const known = this.#places[place]! - 1;
    return known >= 0 ? known : this.#append(place, hash, length);
  }

  /** Returns the id of the path `source[start, end)`, or −1 if it has none. */
  find(source: Uint8Array, start = 0, end: number = source.length): number {
    const length = end - start;
    if (length <= 0 || length >= PATH_MAX) return -1;
    const word = this.#starts[this.#size]!;
    const hash = copyAndHash(source, start, end, this.#words, word, this.#seed);
    return this.#places[this.#placeOf(this.#words, word, length, hash)]! - 1;
  }

  /** Returns the id of a path of an arena like {@link PathInterner.intern}, with the hash that the arena has. */
  internFrom(arena: PathArena, path: number): number {
    const known = this.findFrom(arena, path);
    return known >= 0 ? known : this.intern(arena.bytes, arena.start(path), arena.end(path));
  }

  /** Returns the id of a path of an arena like {@link PathInterner.find}, with the hash that the arena has. */
  findFrom(arena: PathArena, path: number): number {
    if (arena.seed !== this.#seed) return this.find(arena.bytes, arena.start(path), arena.end(path));
    return this.#places[this.#placeOf(arena.words, arena.start(path) >> 2, arena.length(path), arena.hash(path))]! - 1;
  }

  /** Returns the bytes of an id as latin1 text, one character a byte. @throws {RangeError} if there is no such id */
  text(id: number): string {
    if (!(id >= 0 && id < this.#size))
      throw new RangeError(`There is no path with the id ${id}; ids end at ${this.#size - 1}.`);
    const start = this.#starts[id]! << 2;
    return decodeLatin1(this.#bytes, start, start + this.#lengths[id]!);
  }

  /** Returns the place of a path, or the free one where it belongs. */
  #placeOf(words: Int32Array, at: number, length: number, hash: number): number {
    const places = this.#places;
    const mask = places.length - 1;
    let place = hash & mask;
    for (;;) {
      const id = places[place]! - 1;
      if (id < 0) return place;
      if (this.#hashes[id] === hash && this.#lengths[id] === length) {
        if (equalWords(words, at, this.#words, this.#starts[id]!, length)) return place;
      }
      place = (place + 1) & mask;
    }
  }

  /** Keeps the path already written behind the last one. */
  #append(place: number, hash: number, length: number): number {
    const id = this.#size;
    if (id >= this.#limit) return -1;
    this.#places[place] = id + 1;
    this.#hashes[id] = hash;
    this.#lengths[id] = length;
    this.#starts[id + 1] = this.#starts[id]! + ((length + 3) >> 2);
    this.#size = id + 1;
    if (this.#size === this.#hashes.length) this.#growTable();
    if ((this.#starts[this.#size]! << 2) + PATH_MAX > this.#bytes.length) this.#growBytes();
    return id;
  }

  #growTable(): void {
    const ids = this.#hashes.length * 2;
    this.#hashes = copied(this.#hashes, ids);
    this.#lengths = copied(this.#lengths, ids);
    this.#starts = copied(this.#starts, ids + 1);
    const places = new Int32Array(ids * 2);
    const mask = places.length - 1;
    for (let id = 0; id < this.#size; id++) {
      let place = this.#hashes[id]! & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = id + 1;
    }
    this.#places = places;
  }

  #growBytes(): void {
    const bytes = new Uint8Array(this.#bytes.length * 2);
    bytes.set(this.#bytes);
    this.#bytes = bytes;
    this.#words = new Int32Array(bytes.buffer);
  }
}

function copied(from: Int32Array, length: number): Int32Array {
  const to = new Int32Array(length);
  to.set(from);
  return to;
}
