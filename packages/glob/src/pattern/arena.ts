/**
 * Patterns share chunks of memory: a typed array of its own for each of them would cost ten times the pattern, and a
 * cache miss more on every match. A chunk lives as long as one of its patterns.
 */
const CHUNK_WORDS = 16_384;

let chunk: Int32Array = new Int32Array(0);
let used = 0;

/** Where a record was put. */
export interface Placed {
  readonly code: Int32Array;
  readonly at: number;
}

/** Copies a record into the current chunk; a large one gets an array of its own. */
export function place(record: Uint32Array): Placed {
  if (record.length > CHUNK_WORDS >>> 2) return { code: new Int32Array(record), at: 0 };
  if (used + record.length > chunk.length) {
    chunk = new Int32Array(CHUNK_WORDS);
    used = 0;
  }
  const at = used;
  chunk.set(record, at);
  used += record.length;
  return { code: chunk, at };
}
