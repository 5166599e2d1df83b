import { GlobError } from "../errors.ts";
import { matchRecord } from "../match/match.ts";
import { SLASH } from "../pattern/ops.ts";
import { memoryOf, R_RULE, type Memory } from "../pattern/record.ts";
import * as anchors from "./anchors.ts";
import { anchorKey, foldTable, HASH_PRIME, power } from "./hash.ts";
import * as image from "./image.ts";

/** An opened image. */
export interface RuleSet {
  /** Number of patterns. */
  readonly size: number;
  /**
   * Index of the last pattern that matches `bytes[start, end)`, or −1. With a mask, patterns that share no bit with it have
   * no say. Allocates nothing.
   */
  match(bytes: Uint8Array, start: number, end: number, mask?: number): number;
}

const DOT = 0x2e;

/** The mask with every bit. */
const ALL = -1;

const FLAGS_RARE: number =
  image.FLAG_COMPONENTS | image.FLAG_OPENINGS | image.FLAG_ENDINGS | image.FLAG_EXTENSIONS | image.FLAG_GRAMS;

/** Lists that are collected before records are looked at; with more (a path of many components) they are looked at one by one. */
const COLLECTED_MAX = 48;

/** Walks a text once, collects the lists filed under what it comes across, and tries their records from the highest down. */
export class RuleSetView implements RuleSet {
  readonly size: number;
  readonly #memory: Memory;
  readonly #code: Int32Array;
  readonly #fold: Uint8Array;
  readonly #flags: number;
  readonly #unanchored: number;
  readonly #table: number;
  readonly #tableShift: number;
  readonly #tableMask: number;
  readonly #filter: number;
  readonly #filterShift: number;
  readonly #masks: number;
  /** The mask of the question that is being answered. */
  #mask: number = ALL;
  /** Positions in the lists that were found: of the next record of each. A list ends with a 0. */
  readonly #cursors: Int32Array = new Int32Array(COLLECTED_MAX);
  #collected = 0;

  constructor(words: Uint32Array) {
    this.#memory = memoryOf(words);
    const code = this.#memory.words;
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
    this.#masks = code[image.H_MASKS]!;
  }

  match(bytes: Uint8Array, start: number, end: number, mask: number = ALL): number {
    this.#mask = this.#masks === 0 ? ALL : mask;
    const best = this.#best(bytes, start, end, this.#collect(bytes, start, end));
    return best === 0 ? -1 : this.#code[best + R_RULE]!;
  }

  /** Collects lists; answers the best record of those that there was no room for. */
  #collect(bytes: Uint8Array, start: number, end: number): number {
    const code = this.#code;
    const fold = this.#fold;
    const filter = this.#filter;
    const filterShift = this.#filterShift;
    const below = (this.#flags & (image.FLAG_COMPONENTS | image.FLAG_STEMS)) !== 0;
    let best = 0;
    let whole = 0;
    let nameAt = start;
    let nameFrom = 0;
    this.#collected = 0;
    if (this.#unanchored !== 0) this.#cursors[this.#collected++] = this.#unanchored;
    for (let at = start; at < end; at++) {
      const byte = fold[bytes[at]!]!;
      if (byte === SLASH) {
        if (this.#collected > COLLECTED_MAX - COLLECTED_AT_ONCE) {
          best = this.#best(bytes, start, end, best);
          this.#collected = 0;
        }
        const key = anchorKey(whole, anchors.ANCHOR_DIRECTORY);
        const bit = key >>> filterShift;
        if (((code[filter + (bit >>> 5)]! >>> (bit & 31)) & 1) !== 0) this.#look(key);
        if (below) {
          this.#lookBelow((whole - Math.imul(nameFrom, power(at - nameAt))) | 0, whole, bytes, at, end);
        }
        whole = (Math.imul(whole, HASH_PRIME) + SLASH) | 0;
        nameFrom = whole;
        nameAt = at + 1;
      } else {
        whole = (Math.imul(whole, HASH_PRIME) + byte) | 0;
      }
    }
    this.#look(anchorKey(whole, anchors.ANCHOR_WHOLE));
    this.#look(anchorKey(whole, anchors.ANCHOR_DIRECTORY));
    const name = (whole - Math.imul(nameFrom, power(end - nameAt))) | 0;
    this.#look(anchorKey(name, anchors.ANCHOR_NAME));
    if ((this.#flags & FLAGS_RARE) !== 0) best = this.#lookRare(name, nameAt, bytes, start, end, best);
    return best;
  }

  /** At a `/`: the component before it, and the first bytes of the one behind it. */
  #lookBelow(component: number, whole: number, bytes: Uint8Array, at: number, end: number): void {
    if ((this.#flags & image.FLAG_COMPONENTS) !== 0) this.#look(anchorKey(component, anchors.ANCHOR_COMPONENT));
    if ((this.#flags & image.FLAG_STEMS) !== 0 && at + anchors.STEM_BYTES < end) {
      this.#look(anchorKey(this.#hash(bytes, at, at + 1 + anchors.STEM_BYTES, whole), anchors.ANCHOR_STEM));
    }
  }

  /** The anchors that few sets have. */
  #lookRare(name: number, nameAt: number, bytes: Uint8Array, start: number, end: number, best: number): number {
    const flags = this.#flags;
    if ((flags & image.FLAG_COMPONENTS) !== 0) this.#look(anchorKey(name, anchors.ANCHOR_COMPONENT));
    if ((flags & image.FLAG_ENDINGS) !== 0 && end - start >= anchors.ENDING_BYTES) {
      this.#look(anchorKey(this.#hash(bytes, end - anchors.ENDING_BYTES, end, 0), anchors.ANCHOR_ENDING));
    }
    if ((flags & image.FLAG_OPENINGS) !== 0 && end - nameAt >= anchors.STEM_BYTES) {
      this.#look(anchorKey(this.#hash(bytes, nameAt, nameAt + anchors.STEM_BYTES, 0), anchors.ANCHOR_OPENING));
    }
    if ((flags & image.FLAG_EXTENSIONS) !== 0) {
      let dot = end - 1;
      while (dot >= nameAt && bytes[dot] !== DOT) dot--;
      if (dot >= nameAt) this.#look(anchorKey(this.#hash(bytes, dot + 1, end, 0), anchors.ANCHOR_EXTENSION));
    }
    return (flags & image.FLAG_GRAMS) === 0 ? best : this.#lookGrams(bytes, start, end, best);
  }

  #lookGrams(bytes: Uint8Array, start: number, end: number, before: number): number {
    const code = this.#code;
    const fold = this.#fold;
    const filter = this.#filter;
    const filterShift = this.#filterShift;
    let best = before;
    let gram = 0;
    for (let at = start; at < end; at++) {
      gram = (gram << 8) | fold[bytes[at]!]!;
      const key = anchorKey(gram, anchors.ANCHOR_GRAM);
      const bit = key >>> filterShift;
      // The first three are shorter than four bytes: they can only be looked up in vain.
      if (((code[filter + (bit >>> 5)]! >>> (bit & 31)) & 1) === 0) continue;
      if (this.#collected === COLLECTED_MAX) {
        best = this.#best(bytes, start, end, best);
        this.#collected = 0;
      }
      this.#look(key);
    }
    return best;
  }

  #hash(bytes: Uint8Array, from: number, to: number, seed: number): number {
    const fold = this.#fold;
    let hash = seed;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, HASH_PRIME) + fold[bytes[at]!]!) | 0;
    return hash;
  }

  /** Looks a key up and collects its list. The filter answers for nearly every key that is not in the table. */
  #look(key: number): void {
    const code = this.#code;
    const bit = key >>> this.#filterShift;
    if (((code[this.#filter + (bit >>> 5)]! >>> (bit & 31)) & 1) === 0) return;
    const table = this.#table;
    for (let slot = key >>> this.#tableShift; ; slot = (slot + 1) & this.#tableMask) {
      const found = code[table + 2 * slot]!;
      if (found === 0) return;
      if (found !== key) continue;
      this.#cursors[this.#collected++] = code[table + 2 * slot + 1]!;
      return;
    }
  }

  /**
   * The highest record that matches, of `before` and the collected lists. Lists are in descending order, so the first
   * record that matches is the best one: most are never looked at.
   */
  #best(bytes: Uint8Array, start: number, end: number, before: number): number {
    const code = this.#code;
    const memory = this.#memory;
    const cursors = this.#cursors;
    const count = this.#collected;
    const masks = this.#masks;
    const mask = this.#mask;
    for (;;) {
      let list = -1;
      let record = before;
      let next = before;
      for (let i = 0; i < count; i++) {
        const head = code[cursors[i]!]!;
        if (head > record) {
          next = record;
          record = head;
          list = i;
        } else if (head > next) next = head;
      }
      if (list < 0) return before;
      let cursor = cursors[list]!;
      do {
        const heard = mask === ALL || (code[masks + code[record + R_RULE]!]! & mask) !== 0;
        if (heard && matchRecord(memory, record, bytes, start, end)) return record;
        record = code[++cursor]!;
      } while (record > next);
      cursors[list] = cursor;
    }
  }
}

/** Lists that one step of the walk can collect: three at a `/`, seven at the end. */
const COLLECTED_AT_ONCE = 12;

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
