import { ANY_PROTOCOL } from "./compile-ranges.ts";

/** Words of a table of ranges and what is looked up in it. All functions below only read, and allocate nothing. */
type Words = Uint32Array;

const word = (bytes: Uint8Array, at: number): number =>
  (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;

/** Whether the piece that begins at word `at` begins at or before the address. */
const beginsBefore = (words: Words, at: number, bytes: Uint8Array, start: number, width: number): boolean => {
  for (let index = 0; index < width; index++) {
    const cut = words[at + index] ?? 0;
    const part = word(bytes, start + 4 * index);
    if (cut !== part) return cut < part;
  }
  return true;
};

/** The number of the piece that holds the address of `width` words at `start`. */
const pieceOf = (words: Words, table: number, bytes: Uint8Array, start: number, width: number): number => {
  let low = 0;
  let high = (words[table] ?? 1) - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (beginsBefore(words, table + 1 + middle * width, bytes, start, width)) low = middle;
    else high = middle - 1;
  }
  return low;
};

const hasProtocol = (packed: number, protocol: number): boolean =>
  packed === ANY_PROTOCOL || (packed & 0xffff) === protocol || packed >>> 16 === protocol;

/** The number of the last rule of the table at word `table` that matches, −1 where none does. */
export const matchRange = (
  words: Words,
  table: number,
  bytes: Uint8Array,
  start: number,
  width: 1 | 4,
  port: number,
  protocol: number,
): number => {
  const pieces = words[table] ?? 0;
  const entry = table + 1 + pieces * width + 2 * pieceOf(words, table, bytes, start, width);
  let row = table + (words[entry] ?? 0);
  for (let left = words[entry + 1] ?? 0; left > 0; left--, row += 3) {
    const ports = words[row + 2] ?? 0;
    if (port < ports >>> 16 || port > (ports & 0xffff)) continue;
    if (hasProtocol(words[row + 1] ?? 0, protocol)) return words[row] ?? 0;
  }
  return -1;
};
