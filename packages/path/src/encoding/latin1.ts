import { PathError } from "../errors.ts";

// As many arguments as every engine takes in one call.
const CHUNK = 8192;

/**
 * Returns `bytes[start, end)` as text with one character a byte (U+0000 to U+00FF), so that every path survives the way
 * to text and back. Unlike the "latin1" label of the Encoding Standard, which means windows-1252.
 */
export function decodeLatin1(bytes: Uint8Array, start = 0, end: number = bytes.length): string {
  let text = "";
  for (let at = start; at < end; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK, end)));
  }
  return text;
}

/**
 * Returns the bytes that latin1 text stands for, one a character: the inverse of {@link decodeLatin1}.
 *
 * @throws {PathError} `NOT_LATIN1` at a character above U+00FF, which stands for no byte
 */
export function encodeLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0xff) throw new PathError("NOT_LATIN1", text, at);
    bytes[at] = unit;
  }
  return bytes;
}
