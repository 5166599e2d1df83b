/**
 * Turns bytes into a byte string: one character, U+0000 to U+00FF, per byte. Unlike UTF-8 this loses nothing,
 * so two different names in a file are never the same string.
 */
export function byteString(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 4096) {
    const middle = start + 4096;
    return byteString(bytes, start, middle) + byteString(bytes, middle, end);
  }
  return String.fromCharCode.apply(null, bytes.subarray(start, end) as unknown as number[]);
}

/** Index of the first NUL in `[start, end)`, or `end`. */
export function nulIndex(bytes: Uint8Array, start: number, end: number): number {
  const found = bytes.indexOf(0, start);
  return found === -1 || found > end ? end : found;
}
