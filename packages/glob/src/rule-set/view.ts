import { GlobError } from "../errors.ts";
import { matchRecord } from "../match/match.ts";
import { SLASH } from "../pattern/ops.ts";
import { R_RULE } from "../pattern/record.ts";
import {
  ANCHOR_COMPONENT,
  ANCHOR_DIRECTORY,
  ANCHOR_EXTENSION,
  ANCHOR_GRAM,
  ANCHOR_NAME,
  ANCHOR_WHOLE,
  anchorKey,
  hashByte,
  HASH_SEED,
} from "./anchors.ts";
import * as image from "./image.ts";

/** An opened image. */
export interface RuleSet {
  /** Number of patterns. */
  readonly size: number;
  /**
   * Index of the last pattern that matches `bytes[start, end)`, or −1. Allocates nothing.
   */
  match(bytes: Uint8Array, start: number, end: number): number;
}

const DOT = 0x2e;

/** What a byte is hashed as: itself, or the lower-case letter. */
function foldTable(ignoreCase: boolean): Uint8Array {
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  if (ignoreCase) for (let upper = 65; upper <= 90; upper++) table[upper] = upper + 32;
  return table;
}

/** Walks a text once, and looks at the records that are filed under what it comes across. */
export class RuleSetView implements RuleSet {
  readonly size: number;
  readonly #code: Int32Array;
  readonly #fold: Uint8Array;
  readonly #components: boolean;
  readonly #grams: boolean;
  readonly #unanchored: number;
  readonly #table: number;
  readonly #tableShift: number;
  readonly #tableMask: number;
  readonly #filter: number;
  readonly #filterMask: number;

  constructor(words: Uint32Array) {
    const code = new Int32Array(words.buffer, words.byteOffset, words.length);
    const flags = code[image.H_FLAGS]!;
    this.#code = code;
    this.size = code[image.H_RULES]!;
    this.#fold = foldTable((flags & image.FLAG_IGNORE_CASE) !== 0);
    this.#components = (flags & image.FLAG_COMPONENTS) !== 0;
    this.#grams = (flags & image.FLAG_GRAMS) !== 0;
    this.#unanchored = code[image.H_UNANCHORED]!;
    this.#table = code[image.H_TABLE]!;
    this.#tableShift = code[image.H_TABLE_SHIFT]!;
    this.#tableMask = 2 ** (32 - this.#tableShift) - 1;
    this.#filter = code[image.H_FILTER]!;
    this.#filterMask = code[image.H_FILTER_MASK]!;
  }

  match(bytes: Uint8Array, start: number, end: number): number {
    const fold = this.#fold;
    const components = this.#components;
    const grams = this.#grams;
    let best = 0;
    let whole = HASH_SEED;
    let component = HASH_SEED;
    let extension = HASH_SEED;
    let dotted = false;
    let gram = 0;
    for (let at = start; at < end; at++) {
      const byte = fold[bytes[at]!]!;
      if (byte === SLASH) {
        best = this.#probe(anchorKey(whole, ANCHOR_DIRECTORY), bytes, start, end, best);
        if (components) best = this.#probe(anchorKey(component, ANCHOR_COMPONENT), bytes, start, end, best);
        component = HASH_SEED;
        dotted = false;
      } else {
        component = hashByte(component, byte);
        if (byte === DOT) {
          extension = HASH_SEED;
          dotted = true;
        } else {
          extension = hashByte(extension, byte);
        }
      }
      whole = hashByte(whole, byte);
      if (grams) {
        gram = (gram << 8) | byte;
        if (at - start >= 3) best = this.#probe(anchorKey(gram, ANCHOR_GRAM), bytes, start, end, best);
      }
    }
    best = this.#probe(anchorKey(whole, ANCHOR_WHOLE), bytes, start, end, best);
    best = this.#probe(anchorKey(whole, ANCHOR_DIRECTORY), bytes, start, end, best);
    best = this.#probe(anchorKey(component, ANCHOR_NAME), bytes, start, end, best);
    if (components) best = this.#probe(anchorKey(component, ANCHOR_COMPONENT), bytes, start, end, best);
    if (dotted) best = this.#probe(anchorKey(extension, ANCHOR_EXTENSION), bytes, start, end, best);
    if (this.#unanchored !== 0) best = this.#scan(this.#unanchored, bytes, start, end, best);
    return best === 0 ? -1 : this.#code[best + R_RULE]!;
  }

  /** Looks an anchor up; answers the best record so far. */
  #probe(key: number, bytes: Uint8Array, start: number, end: number, best: number): number {
    const code = this.#code;
    const bit = key & this.#filterMask;
    if ((code[this.#filter + (bit >>> 5)]! & (1 << (bit & 31))) === 0) return best;
    const table = this.#table;
    for (let slot = key >>> this.#tableShift; ; slot = (slot + 1) & this.#tableMask) {
      const found = code[table + 2 * slot]!;
      if (found === key) return this.#scan(code[table + 2 * slot + 1]!, bytes, start, end, best);
      if (found === 0) return best;
    }
  }

  /** The highest record of a list that matches, unless `best` is higher. */
  #scan(list: number, bytes: Uint8Array, start: number, end: number, best: number): number {
    const code = this.#code;
    for (let at = list + 1, last = list + code[list]!; at <= last; at++) {
      const record = code[at]!;
      if (record <= best) return best;
      if (matchRecord(code, record, bytes, start, end)) return record;
    }
    return best;
  }
}

/**
 * Views an image; nothing is copied, the words are only read.
 *
 * @throws {GlobError} `ERR_GLOB_IMAGE` when the words are no image of this version.
 */
export function openRuleSet(words: Uint32Array): RuleSet {
  const found = `${words.length} words, magic ${words[image.H_MAGIC]?.toString(16)}, version ${words[image.H_VERSION]}`;
  if (
    words[image.H_MAGIC] !== image.IMAGE_MAGIC ||
    words[image.H_VERSION] !== image.IMAGE_VERSION ||
    words[image.H_LENGTH] !== words.length
  ) {
    throw new GlobError(
      "ERR_GLOB_IMAGE",
      `no rule set of version ${image.IMAGE_VERSION} in this byte order: found ${found}`,
      "compile the patterns again, with the same version of this package and on the same kind of machine",
    );
  }
  return new RuleSetView(words);
}
