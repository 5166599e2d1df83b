import { writeUtf8 } from "../utf8.ts";

/** Collects the parts of an image; a part is placed when it is added. */
export class ImageWriter {
  readonly #parts: Uint32Array[] = [];
  #strings: Uint8Array = new Uint8Array(32_768);
  readonly #known: Map<string, readonly [offset: number, length: number]> = new Map();
  #length: number;
  #stringBytes = 0;

  /** @param reserved words kept free at the beginning. */
  constructor(reserved: number) {
    this.#length = reserved;
  }

  /** Adds words, answers their offset. Empty parts have none: 0. */
  add(words: Uint32Array | readonly number[]): number {
    if (words.length === 0) return 0;
    const offset = this.#length;
    this.#parts.push(words instanceof Uint32Array ? words : Uint32Array.from(words));
    this.#length += words.length;
    return offset;
  }

  /** Adds text once, answers offset and length in bytes among the strings. */
  addString(text: string): readonly [offset: number, length: number] {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    this.#reserve(3 * text.length);
    const length = writeUtf8(text, this.#strings, this.#stringBytes);
    const place = [this.#stringBytes, length] as const;
    this.#stringBytes += length;
    this.#known.set(text, place);
    return place;
  }

  /** Puts everything together behind the reserved words; the strings come last. */
  finish(fillHeader: (header: Uint32Array, strings: number, stringBytes: number) => void): Uint8Array {
    const strings = this.#length;
    const image = new Uint8Array(4 * (strings + Math.ceil(this.#stringBytes / 4)));
    const words = new Uint32Array(image.buffer);
    let at = strings - this.#parts.reduce((sum, part) => sum + part.length, 0);
    for (const part of this.#parts) {
      words.set(part, at);
      at += part.length;
    }
    image.set(this.#strings.subarray(0, this.#stringBytes), 4 * strings);
    fillHeader(words, strings, this.#stringBytes);
    return image;
  }

  #reserve(bytes: number): void {
    if (this.#stringBytes + bytes <= this.#strings.length) return;
    const larger = new Uint8Array(2 * (this.#stringBytes + bytes));
    larger.set(this.#strings);
    this.#strings = larger;
  }
}
