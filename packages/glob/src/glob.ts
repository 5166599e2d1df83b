import { assertWellFormed } from "./bytes.ts";
import { matchRest } from "./match/match.ts";
import { encode, encoded, hasAsciiEnds, matchText } from "./match/text.ts";
import { place } from "./pattern/arena.ts";
import { parsePattern, readingOf, type PatternOptions } from "./pattern/parse.ts";
import { R_HEAD, R_MIN } from "./pattern/record.ts";
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

/** A pattern without alternatives. What turns most texts away lies in the object itself. */
class SingleGlob implements Glob {
  readonly #prefixAt: number;
  readonly #prefixByte: number;
  readonly #suffixByte: number;
  readonly #min: number;
  readonly #at: number;
  readonly #code: Int32Array;
  readonly #asciiEnds: boolean;

  constructor(pattern: Parsed) {
    const { code, at } = place(pattern);
    const head = code[at + R_HEAD]!;
    this.#prefixAt = (head & 0xff) - 1;
    this.#prefixByte = (head >>> 16) & 0xff;
    this.#suffixByte = (head & 0xff00) === 0 ? -1 : head >>> 24;
    this.#min = code[at + R_MIN]!;
    this.#at = at;
    this.#code = code;
    this.#asciiEnds = hasAsciiEnds(code, at);
  }

  test(path: string | Uint8Array, start: number = 0, end: number = path.length): boolean {
    return typeof path === "string" ? this.#testText(path) : this.#testBytes(path, start, end);
  }

  #testBytes(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#prefixAt >= 0) {
      const at = start + this.#prefixAt;
      if (at >= end || bytes[at] !== this.#prefixByte) return false;
    }
    if (end - start < this.#min) return false;
    if (this.#suffixByte >= 0 && bytes[end - 1] !== this.#suffixByte) return false;
    return matchRest(this.#code, this.#at, bytes, start, end);
  }

  #testText(text: string): boolean {
    assertWellFormed(text);
    if (!this.#asciiEnds) {
      const length = encode(text, 0, text.length);
      return this.#testBytes(encoded(), 0, length);
    }
    if (this.#prefixAt >= 0 && text.charCodeAt(this.#prefixAt) !== this.#prefixByte) return false;
    if (this.#suffixByte >= 0 && text.charCodeAt(text.length - 1) !== this.#suffixByte) return false;
    return matchText(this.#code, this.#at, text);
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
