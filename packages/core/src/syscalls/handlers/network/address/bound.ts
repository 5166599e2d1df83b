import {
  BOUND_COUNT_WORD,
  BOUND_ENTRIES,
  BOUND_ENTRY_WORDS,
  BOUND_WORD,
  type SharedWords,
} from "../../../../supervisor/shared.ts";

const LONGEST = 4 * (BOUND_ENTRY_WORDS - 1);

/** First word of an entry: the sort of its socket and its length. */
const headOf = (sort: number, length: number): number => (sort << 8) | length;

/**
 * Addresses that were bound inside, which may be connected to under `allow_safe_bind`: the newest few hundred, for the
 * whole run. Names as rules have them, as bytes, each with the sort of the socket (`sortOf`): to another sort it may be the
 * name of a socket outside. A name that is too long is not remembered: the rules decide about it.
 */
export class BoundNames {
  readonly #words: SharedWords;
  readonly #bytes: Uint8Array;

  constructor(words: SharedWords) {
    this.#words = words;
    this.#bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  }

  add(sort: number, bytes: Uint8Array, start: number, end: number): void {
    if (end - start > LONGEST || this.has(sort, bytes, start, end)) return;
    const number = Atomics.add(this.#words, BOUND_COUNT_WORD, 1) >>> 0;
    const entry = BOUND_WORD + (number % BOUND_ENTRIES) * BOUND_ENTRY_WORDS;
    Atomics.store(this.#words, entry, 0);
    this.#bytes.set(bytes.subarray(start, end), 4 * (entry + 1));
    Atomics.store(this.#words, entry, headOf(sort, end - start));
  }

  has(sort: number, bytes: Uint8Array, start: number, end: number): boolean {
    const head = headOf(sort, end - start);
    const count = Math.min(Atomics.load(this.#words, BOUND_COUNT_WORD) >>> 0, BOUND_ENTRIES);
    for (let i = 0; i < count; i++) {
      const entry = BOUND_WORD + i * BOUND_ENTRY_WORDS;
      if (Atomics.load(this.#words, entry) !== head || !this.#equals(entry, bytes, start, end)) continue;
      if (Atomics.load(this.#words, entry) === head) return true;
    }
    return false;
  }

  #equals(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const at = 4 * (entry + 1) - start;
    for (let i = start; i < end; i++) if (this.#bytes[at + i] !== bytes[i]) return false;
    return true;
  }
}
