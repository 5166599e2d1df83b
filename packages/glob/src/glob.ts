import { assertWellFormed } from "./bytes.ts";
import { matchRest } from "./match/match.ts";
import { encode, encoded, matchText } from "./match/text.ts";
import { textRecordOf, type TextRecord } from "./match/text-record.ts";
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

/** Longer than any string: a pattern without a guard sends all strings another way, at no cost to the others. */
const NO_STRING = 0x3fffffff;

/**
 * A pattern without alternatives.
 *
 * The fields are private to the type checker only, and declared: V8 knows of an ordinary field that has never been anything but
 * a small integer, of `#field` or one that begins undefined it does not, and tests it at every use.
 */
class SingleGlob implements Glob {
  declare private readonly guard: number;
  declare private readonly min: number;
  declare private readonly at: number;
  declare private readonly words: Int32Array;
  declare private readonly bytes: Uint8Array;
  declare private readonly unitsMin: number;
  declare private readonly first: number;
  declare private readonly firstUnit: number;
  declare private readonly firstMask: number;
  declare private readonly second: number;
  declare private readonly secondUnit: number;
  declare private readonly prefix: string;
  declare private readonly beyond: string;
  declare private readonly record: TextRecord;

  constructor(pattern: Parsed) {
    const { memory, at } = place(pattern);
    this.guard = guardOf(memory.words[at + R_HEAD]!);
    this.min = memory.words[at + R_MIN]!;
    this.at = at;
    this.words = memory.words;
    this.bytes = memory.bytes;
    const record = textRecordOf(memory, at);
    this.unitsMin = record.guard?.min ?? NO_STRING;
    this.first = record.guard?.first ?? 0;
    this.firstUnit = record.guard?.firstUnit ?? 0;
    this.firstMask = record.guard === undefined ? 0 : 0xffff;
    this.second = record.guard?.second ?? 0;
    this.secondUnit = record.guard?.secondUnit ?? 0;
    this.prefix = record.guard?.prefix ?? "";
    this.beyond = record.guard?.beyond ?? "";
    this.record = record;
  }

  test(path: string | Uint8Array, start?: number, end?: number): boolean {
    if (typeof path !== "string") return this.testBytes(path, start ?? 0, end ?? path.length);
    assertWellFormed(path);
    return this.testText(path);
  }

  testBytes(bytes: Uint8Array, start: number, end: number): boolean {
    const guard = this.guard;
    if ((guard & 0xff) !== 0) {
      const at = start + (guard & 0xff) - 1;
      if (at >= end || bytes[at] !== ((guard >>> 8) & 0xff)) return false;
    }
    if (end - start < this.min) return false;
    if ((guard & GUARDS_SUFFIX) !== 0 && bytes[end - 1] !== ((guard >>> 16) & 0xff)) return false;
    return matchRest(this.words, this.bytes, this.at, bytes, start, end);
  }

  /** The same for a well-formed string. */
  testText(text: string): boolean {
    const length = text.length;
    if (length === 0) return this.testUnguarded(text);
    const first = this.first;
    // Where the string is too short, its first unit stands in: the processor guesses one outcome well, and two of them badly.
    const unit = text.charCodeAt(first & ((first - length) >> 31));
    if ((unit & this.firstMask) !== this.firstUnit) return false;
    if (length < this.unitsMin) return this.testUnguarded(text);
    const second = this.second;
    if (text.charCodeAt(second < 0 ? length + second : second) !== this.secondUnit) return false;
    return text >= this.prefix && text < this.beyond && matchText(this.record, text);
  }

  private testUnguarded(text: string): boolean {
    const record = this.record;
    if (record.guard !== undefined) return false;
    if (record.ascii) return text.length >= record.suffixLength && matchText(record, text);
    const length = encode(text, 0, text.length);
    return this.testBytes(encoded(), 0, length);
  }
}

/** A pattern with alternatives. */
class BracedGlob implements Glob {
  readonly #alternatives: readonly SingleGlob[];

  constructor(alternatives: readonly SingleGlob[]) {
    this.#alternatives = alternatives;
  }

  test(path: string | Uint8Array, start: number = 0, end: number = path.length): boolean {
    const alternatives = this.#alternatives;
    if (typeof path === "string") {
      assertWellFormed(path);
      for (let i = 0; i < alternatives.length; i++) if (alternatives[i]!.testText(path)) return true;
    } else for (let i = 0; i < alternatives.length; i++) if (alternatives[i]!.testBytes(path, start, end)) return true;
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
