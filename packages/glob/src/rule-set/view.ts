import { GlobError } from "../errors.ts";
import { matchRecord } from "../match/match.ts";
import { SLASH } from "../pattern/ops.ts";
import { R_RULE } from "../pattern/record.ts";
import * as anchors from "./anchors.ts";
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

function powerTable(): Int32Array {
  const powers = new Int32Array(257);
  powers[0] = 1;
  for (let i = 1; i < powers.length; i++) powers[i] = Math.imul(powers[i - 1]!, anchors.HASH_PRIME);
  return powers;
}

/** Powers of the multiplier, as many as a file name can have bytes. */
const POWERS: Int32Array = powerTable();

function power(exponent: number): number {
  let result = POWERS[exponent & 0xff]!;
  for (let rest = exponent >>> 8; rest > 0; rest--) result = Math.imul(result, POWERS[256]!);
  return result;
}

const FLAGS_RARE: number =
  image.FLAG_COMPONENTS | image.FLAG_OPENINGS | image.FLAG_ENDINGS | image.FLAG_EXTENSIONS | image.FLAG_GRAMS;

/** Walks a text once, and looks at the records that are filed under what it comes across. */
export class RuleSetView implements RuleSet {
  readonly size: number;
  readonly #code: Int32Array;
  readonly #fold: Uint8Array;
  readonly #flags: number;
  readonly #unanchored: number;
  readonly #table: number;
  readonly #tableShift: number;
  readonly #tableMask: number;
  readonly #filter: number;
  readonly #filterShift: number;

  constructor(words: Uint32Array) {
    const code = new Int32Array(words.buffer, words.byteOffset, words.length);
    this.#code = code;
    this.size = code[image.H_RULES]!;
    this.#flags = code[image.H_FLAGS]!;
    this.#fold = foldTable((this.#flags & image.FLAG_IGNORE_CASE) !== 0);
    this.#unanchored = code[image.H_UNANCHORED]!;
    this.#table = code[image.H_TABLE]!;
    this.#tableShift = code[image.H_TABLE_SHIFT]!;
    this.#tableMask = 2 ** (32 - this.#tableShift) - 1;
    this.#filter = code[image.H_FILTER]!;
    this.#filterShift = code[image.H_FILTER_SHIFT]!;
  }

  match(bytes: Uint8Array, start: number, end: number): number {
    const fold = this.#fold;
    const below = (this.#flags & (image.FLAG_COMPONENTS | image.FLAG_STEMS)) !== 0;
    let best = 0;
    let whole = 0;
    let componentAt = start;
    let componentFrom = 0;
    for (let at = start; at < end; at++) {
      const byte = fold[bytes[at]!]!;
      if (byte === SLASH) {
        const key = anchors.anchorKey(whole, anchors.ANCHOR_DIRECTORY);
        if (this.#mayHave(key)) best = this.#look(key, bytes, start, end, best);
        if (below) {
          const component = (whole - Math.imul(componentFrom, power(at - componentAt))) | 0;
          best = this.#lookBelow(component, whole, at, bytes, start, end, best);
        }
        whole = (Math.imul(whole, anchors.HASH_PRIME) + SLASH) | 0;
        componentFrom = whole;
        componentAt = at + 1;
      } else {
        whole = (Math.imul(whole, anchors.HASH_PRIME) + byte) | 0;
      }
    }
    const name = (whole - Math.imul(componentFrom, power(end - componentAt))) | 0;
    best = this.#lookAtEnd(whole, name, bytes, start, end, best);
    if ((this.#flags & FLAGS_RARE) !== 0) best = this.#lookRare(name, componentAt, bytes, start, end, best);
    if (this.#unanchored !== 0) best = this.#scan(this.#unanchored, bytes, start, end, best);
    return best === 0 ? -1 : this.#code[best + R_RULE]!;
  }

  /** The anchors that every set may have: the whole text, the text as a directory, its last component. */
  #lookAtEnd(whole: number, name: number, bytes: Uint8Array, start: number, end: number, best: number): number {
    const exact = anchors.anchorKey(whole, anchors.ANCHOR_WHOLE);
    let found = best;
    if (this.#mayHave(exact)) found = this.#look(exact, bytes, start, end, found);
    const directory = anchors.anchorKey(whole, anchors.ANCHOR_DIRECTORY);
    if (this.#mayHave(directory)) found = this.#look(directory, bytes, start, end, found);
    const last = anchors.anchorKey(name, anchors.ANCHOR_NAME);
    if (this.#mayHave(last)) found = this.#look(last, bytes, start, end, found);
    return found;
  }

  /** At a `/`: the component before it, and the first bytes of the one behind it. */
  #lookBelow(
    component: number,
    whole: number,
    at: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    best: number,
  ): number {
    let found = best;
    if ((this.#flags & image.FLAG_COMPONENTS) !== 0) {
      const key = anchors.anchorKey(component, anchors.ANCHOR_COMPONENT);
      if (this.#mayHave(key)) found = this.#look(key, bytes, start, end, found);
    }
    if ((this.#flags & image.FLAG_STEMS) !== 0 && at + anchors.STEM_BYTES < end) {
      const stem = this.#hash(bytes, at, at + 1 + anchors.STEM_BYTES, whole);
      const key = anchors.anchorKey(stem, anchors.ANCHOR_STEM);
      if (this.#mayHave(key)) found = this.#look(key, bytes, start, end, found);
    }
    return found;
  }

  /** The anchors that few sets have. */
  #lookRare(name: number, nameAt: number, bytes: Uint8Array, start: number, end: number, best: number): number {
    let found = best;
    if ((this.#flags & image.FLAG_COMPONENTS) !== 0) {
      found = this.#look(anchors.anchorKey(name, anchors.ANCHOR_COMPONENT), bytes, start, end, found);
    }
    if ((this.#flags & image.FLAG_ENDINGS) !== 0 && end - start >= anchors.ENDING_BYTES) {
      const ending = this.#hash(bytes, end - anchors.ENDING_BYTES, end, 0);
      found = this.#look(anchors.anchorKey(ending, anchors.ANCHOR_ENDING), bytes, start, end, found);
    }
    if ((this.#flags & image.FLAG_OPENINGS) !== 0 && end - nameAt >= anchors.STEM_BYTES) {
      const opening = this.#hash(bytes, nameAt, nameAt + anchors.STEM_BYTES, 0);
      found = this.#look(anchors.anchorKey(opening, anchors.ANCHOR_OPENING), bytes, start, end, found);
    }
    if ((this.#flags & image.FLAG_EXTENSIONS) !== 0) {
      let dot = end - 1;
      while (dot >= nameAt && bytes[dot] !== DOT) dot--;
      if (dot >= nameAt) {
        const extension = this.#hash(bytes, dot + 1, end, 0);
        found = this.#look(anchors.anchorKey(extension, anchors.ANCHOR_EXTENSION), bytes, start, end, found);
      }
    }
    if ((this.#flags & image.FLAG_GRAMS) !== 0) found = this.#lookGrams(bytes, start, end, found);
    return found;
  }

  #lookGrams(bytes: Uint8Array, start: number, end: number, best: number): number {
    const code = this.#code;
    const fold = this.#fold;
    const filter = this.#filter;
    const filterShift = this.#filterShift;
    let found = best;
    let gram = 0;
    for (let at = start; at < end; at++) {
      gram = (gram << 8) | fold[bytes[at]!]!;
      const key = anchors.anchorKey(gram, anchors.ANCHOR_GRAM);
      const bit = key >>> filterShift;
      // The first three are shorter than four bytes: they can only be looked up in vain.
      if (((code[filter + (bit >>> 5)]! >>> (bit & 31)) & 1) !== 0) found = this.#look(key, bytes, start, end, found);
    }
    return found;
  }

  #hash(bytes: Uint8Array, from: number, to: number, seed: number): number {
    const fold = this.#fold;
    let hash = seed;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, anchors.HASH_PRIME) + fold[bytes[at]!]!) | 0;
    return hash;
  }

  /** Whether the filter lets the key through: false for nearly every key that is not in the table. */
  #mayHave(key: number): boolean {
    const bit = key >>> this.#filterShift;
    return (this.#code[this.#filter + (bit >>> 5)]! & (1 << (bit & 31))) !== 0;
  }

  /** Looks a key up; answers the best record so far. */
  #look(key: number, bytes: Uint8Array, start: number, end: number, best: number): number {
    const code = this.#code;
    for (let slot = key >>> this.#tableShift; ; slot = (slot + 1) & this.#tableMask) {
      const at = this.#table + 2 * slot;
      const found = code[at]!;
      if (found === key) return this.#scan(code[at + 1]!, bytes, start, end, best);
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
