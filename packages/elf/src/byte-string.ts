// The languages' common library lacks it; every runtime that this package supports has it.
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/**
 * Turns bytes into a byte string: one character, U+0000 to U+00FF, per byte. Unlike UTF-8 this loses nothing,
 * so two different names in a file are never the same string.
 */
export function byteString(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  let at = start;
  for (; at + 8 <= end; at += 8) {
    text += String.fromCharCode(
      bytes[at]!,
      bytes[at + 1]!,
      bytes[at + 2]!,
      bytes[at + 3]!,
      bytes[at + 4]!,
      bytes[at + 5]!,
      bytes[at + 6]!,
      bytes[at + 7]!,
    );
  }
  for (; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}

/** Index of the first NUL in `[start, end)`, or `end`. */
export function nulIndex(bytes: Uint8Array, start: number, end: number): number {
  const found = bytes.indexOf(0, start);
  return found === -1 || found > end ? end : found;
}

/** Turns many bytes at a time into byte strings: pure ASCII, as nearly all names are, is decoded natively. */
export class PageDecoder {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true });

  /** The same as {@link byteString} of all bytes. */
  text(bytes: Uint8Array): string {
    return this.#ascii(bytes) ?? byteString(bytes, 0, bytes.length);
  }

  /** UTF-8 that has as many characters as bytes is ASCII. A decoder refuses other bytes, and shared memory. */
  #ascii(bytes: Uint8Array): string | null {
    try {
      const text = this.#decoder.decode(bytes);
      return text.length === bytes.length ? text : null;
    } catch {
      return null;
    }
  }
}
