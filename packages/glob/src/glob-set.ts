import { assertWellFormed } from "./bytes.ts";
import { explain, type Explanation } from "./explain/explain.ts";
import type { GlobOptions } from "./glob.ts";
import { encode, encoded } from "./match/text.ts";
import { readingOf, type Reading } from "./pattern/parse.ts";
import { compileRuleSet } from "./rule-set/compile.ts";
import { removeRule } from "./rule-set/remove.ts";
import { openRuleSet, type RuleSet } from "./rule-set/view.ts";

/** An ordered set of patterns of which the last that matches wins. */
export interface GlobSet {
  /** Number of patterns, without those removed. */
  readonly size: number;
  /**
   * Index of the last pattern that matches, or −1. A string is taken as its UTF-8 bytes; of bytes, a part can be named.
   * Allocates nothing.
   *
   * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string with an unpaired surrogate.
   */
  match(path: string | Uint8Array, start?: number, end?: number): number;
  /** Appends a pattern; answers its index, which it keeps. Costs a logarithmic number of recompilations in the long run. */
  add(pattern: string | Uint8Array): number;
  /** Removes the pattern with this index; answers whether there was one. The others keep their indices. */
  remove(index: number): boolean;
  /** Says which pattern decides about a path, which it overrides, and which came near. Slow: it tries them one by one. */
  explain(path: string | Uint8Array): Explanation;
}

/** Patterns compiled together. */
interface Level {
  /** Their indices in the set, ascending. */
  readonly indices: readonly number[];
  readonly image: Uint32Array;
  readonly rules: RuleSet;
}

/** Where a value lies in an ascending list that has it. */
function positionOf(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A level is merged into the one before it when it has grown to this fraction of it. */
const MERGE_RATIO = 8;

class LayeredGlobSet implements GlobSet {
  /** Removed ones are undefined. */
  readonly #patterns: (string | Uint8Array | undefined)[];
  readonly #reading: Reading;
  readonly #levels: Level[] = [];
  #size = 0;

  constructor(patterns: readonly (string | Uint8Array)[], reading: Reading) {
    this.#reading = reading;
    this.#patterns = patterns.map((pattern) => (typeof pattern === "string" ? pattern : pattern.slice()));
    this.#size = patterns.length;
    if (patterns.length > 0) this.#levels.push(this.#compile(patterns.map((_, index) => index)));
  }

  get size(): number {
    return this.#size;
  }

  match(path: string | Uint8Array, start: number = 0, end: number = path.length): number {
    if (typeof path !== "string") return this.#matchBytes(path, start, end);
    assertWellFormed(path);
    const length = encode(path, 0, path.length);
    return this.#matchBytes(encoded(), 0, length);
  }

  #matchBytes(bytes: Uint8Array, start: number, end: number): number {
    for (let level = this.#levels.length - 1; level >= 0; level--) {
      const { rules, indices } = this.#levels[level]!;
      const rule = rules.match(bytes, start, end);
      if (rule >= 0) return indices[rule]!;
    }
    return -1;
  }

  add(pattern: string | Uint8Array): number {
    const index = this.#patterns.length;
    const kept = typeof pattern === "string" ? pattern : pattern.slice();
    this.#patterns.push(kept);
    try {
      this.#levels.push(this.#compile([index]));
    } catch (error) {
      this.#patterns.pop();
      throw error;
    }
    this.#size++;
    this.#merge();
    return index;
  }

  remove(index: number): boolean {
    if (this.#patterns[index] === undefined) return false;
    this.#patterns[index] = undefined;
    this.#size--;
    const level = this.#levels.findLast(({ indices }) => indices[0]! <= index)!;
    removeRule(level.image, positionOf(level.indices, index));
    return true;
  }

  explain(path: string | Uint8Array): Explanation {
    return explain(this.#patterns, path, this.#reading);
  }

  #compile(indices: readonly number[]): Level {
    const patterns = indices.map((index) => this.#patterns[index]!);
    const image = compileRuleSet(patterns, this.#reading);
    return { indices, image, rules: openRuleSet(image) };
  }

  #merge(): void {
    for (let last = this.#levels.length - 1; last > 0; last--) {
      const [before, after] = [this.#levels[last - 1]!.indices, this.#levels[last]!.indices];
      if (after.length * MERGE_RATIO < before.length) return;
      const alive = [...before, ...after].filter((index) => this.#patterns[index] !== undefined);
      this.#levels.splice(last - 1, 2, this.#compile(alive));
    }
  }
}

/**
 * Compiles an ordered list of patterns.
 *
 * @example
 * ```ts
 * const rules = globSet(["**", "secret/***", "secret/*.pub"]);
 * rules.match("README.md"); // 0
 * rules.match("secret/key"); // 1
 * rules.match("secret/key.pub"); // 2
 * ```
 *
 * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string with an unpaired surrogate, `ERR_GLOB_BRACES` when braces stand
 *   for more than 1,024 patterns or 1 MiB.
 */
export function globSet(patterns: readonly (string | Uint8Array)[], options: GlobOptions = {}): GlobSet {
  return new LayeredGlobSet(patterns, readingOf(options, true));
}
