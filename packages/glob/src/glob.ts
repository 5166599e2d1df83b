import { assertWellFormed } from "./bytes.ts";
import { matchRest } from "./match/match.ts";
import { encode, encoded, hasAsciiEnds, matchText } from "./match/text.ts";
import { place } from "./pattern/arena.ts";
import { parsePattern, readingOf, type PatternOptions } from "./pattern/parse.ts";
import { R_HEAD, R_MIN, type Memory } from "./pattern/record.ts";
import type { Parsed } from "./pattern/tokenize.ts";

/** How {@link glob} and {@link globSet} read patterns. */
export interface GlobOptions extends PatternOptions {
  /**
   * Whether `{a,b}` means alternatives.
   *
   * @default true
   */
  readonly braces?: boolean;
}

/** A compiled pattern. */
export interface Glob {
  /**
   * Whether the pattern matches the whole path. A string is taken as its UTF-8 bytes; of bytes, a part can be named
   * (`test(buffer, start, end)`), which needs no view. Allocates nothing.
   *
   * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string with an unpaired surrogate.
   */
  test(path: string | Uint8Array, start?: number, end?: number): boolean;
}

/** In a guard: whether it names the last byte of the suffix. */
const GUARDS_SUFFIX = 1 << 24;

/**
 * What turns most texts away, in one small integer: length of the prefix, its last byte, last byte of the suffix. It is the
 * first field of a pattern, so that a pattern that has not been used for a while costs one cache line.
 */
function guardOf(head: number): number {
  const suffix = (head & 0xff00) === 0 ? 0 : ((head >>> 24) << 16) | GUARDS_SUFFIX;
  return (head & 0xff) | ((head >>> 8) & 0xff00) | suffix;
}

/** A pattern without alternatives. */
class SingleGlob implements Glob {
  readonly #guard: number;
  readonly #min: number;
  readonly #at: number;
  readonly #words: Int32Array;
  readonly #bytes: Uint8Array;
  readonly #memory: Memory;
  readonly #asciiEnds: boolean;

  constructor(pattern: Parsed) {
    const { memory, at } = place(pattern);
    this.#guard = guardOf(memory.words[at + R_HEAD]!);
    this.#min = memory.words[at + R_MIN]!;
    this.#at = at;
    this.#words = memory.words;
    this.#bytes = memory.bytes;
    this.#memory = memory;
    this.#asciiEnds = hasAsciiEnds(memory, at);
  }

  test(path: string | Uint8Array, start: number = 0, end: number = path.length): boolean {
    return typeof path === "string" ? this.#testText(path) : this.#testBytes(path, start, end);
  }

  #testBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const guard = this.#guard;
    if ((guard & 0xff) !== 0) {
      const at = start + (guard & 0xff) - 1;
      if (at >= end || bytes[at] !== ((guard >>> 8) & 0xff)) return false;
    }
    if (end - start < this.#min) return false;
    if ((guard & GUARDS_SUFFIX) !== 0 && bytes[end - 1] !== ((guard >>> 16) & 0xff)) return false;
    return matchRest(this.#words, this.#bytes, this.#at, bytes, start, end);
  }

  #testText(text: string): boolean {
    assertWellFormed(text);
    if (!this.#asciiEnds) {
      const length = encode(text, 0, text.length);
      return this.#testBytes(encoded(), 0, length);
    }
    const guard = this.#guard;
    if ((guard & 0xff) !== 0 && text.charCodeAt((guard & 0xff) - 1) !== ((guard >>> 8) & 0xff)) return false;
    if ((guard & GUARDS_SUFFIX) !== 0 && text.charCodeAt(text.length - 1) !== ((guard >>> 16) & 0xff)) return false;
    return matchText(this.#memory, this.#at, text);
  }
}

/** A pattern with alternatives. */
class BracedGlob implements Glob {
  readonly #alternatives: readonly Glob[];

  constructor(alternatives: readonly Glob[]) {
    this.#alternatives = alternatives;
  }

  test(path: string | Uint8Array, start: number = 0, end: number = path.length): boolean {
    const alternatives = this.#alternatives;
    for (let i = 0; i < alternatives.length; i++) if (alternatives[i]!.test(path, start, end)) return true;
    return false;
  }
}

/**
 * Compiles a pattern.
 *
 * @example
 * ```ts
 * const sources = glob("src/**\/*.{ts,js}");
 * sources.test("src/match/bits.ts"); // true
 * sources.test("src/README.md"); // false
 * ```
 *
 * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string with an unpaired surrogate, `ERR_GLOB_BRACES` when braces stand
 *   for more than 1,024 patterns or 1 MiB.
 */
export function glob(pattern: string | Uint8Array, options: GlobOptions = {}): Glob {
  const alternatives = parsePattern(pattern, readingOf(options, true)).map((parsed) => new SingleGlob(parsed));
  return alternatives.length === 1 ? alternatives[0]! : new BracedGlob(alternatives);
}
