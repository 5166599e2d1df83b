import { encodeUtf8 } from "./bytes.ts";
import { matchRest } from "./match/match.ts";
import { place } from "./pattern/arena.ts";
import { compilePattern, readingOf, type PatternOptions } from "./pattern/compile.ts";
import { R_HEAD, R_MIN } from "./pattern/record.ts";

/** How a pattern is read. */
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
   * Whether the pattern matches the whole path.
   *
   * A string is taken as its UTF-8 bytes. Of bytes, a part can be named: `test(buffer, start, end)` needs no view.
   *
   * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string without a UTF-8 form.
   */
  test(path: string | Uint8Array, start?: number, end?: number): boolean;
}

/** One alternative. What turns most texts away lies in the object itself. */
class CompiledGlob implements Glob {
  readonly #prefixAt: number;
  readonly #prefixByte: number;
  readonly #min: number;
  readonly #suffixByte: number;
  readonly #code: Int32Array;
  readonly #at: number;

  constructor(record: Uint32Array) {
    const { code, at } = place(record);
    const head = code[at + R_HEAD]!;
    this.#prefixAt = (head & 0xff) - 1;
    this.#prefixByte = (head >>> 16) & 0xff;
    this.#suffixByte = (head & 0xff00) === 0 ? -1 : head >>> 24;
    this.#min = code[at + R_MIN]!;
    this.#code = code;
    this.#at = at;
  }

  test(path: string | Uint8Array, start: number = 0, end: number = path.length): boolean {
    if (typeof path === "string") return this.#testBytes(buffer, 0, encode(path));
    return this.#testBytes(path, start, end);
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
}

let buffer: Uint8Array = new Uint8Array(4096);

/** Writes the UTF-8 bytes of a string into the buffer; answers how many. */
function encode(text: string): number {
  if (text.length * 3 > buffer.length) buffer = new Uint8Array(text.length * 3);
  return encodeUtf8(text, buffer);
}

/**
 * Compiles a pattern.
 *
 * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string without a UTF-8 form, `ERR_GLOB_BRACES` when braces stand for too much.
 */
export function glob(pattern: string | Uint8Array, options: GlobOptions = {}): Glob {
  const records = compilePattern(pattern, readingOf(options, true), 0);
  const [first] = records;
  if (records.length > 1 || first === undefined) throw new Error("later");
  return new CompiledGlob(first);
}
