import { memoryOf, recordSize, writeRecord, type Memory } from "./record.ts";
import type { Parsed } from "./tokenize.ts";

/**
 * Patterns share chunks of memory: a typed array of its own for each of them would cost ten times the pattern, and a
 * cache miss more on every match. A chunk lives as long as one of its patterns.
 */
const CHUNK_WORDS = 16_384;

let chunk: Memory = memoryOf(new Int32Array(0));
let used = 0;

/** Where a record was put. */
export interface Placed {
  readonly memory: Memory;
  readonly at: number;
}

/** Writes the record of a pattern into the current chunk; a large one gets an array of its own. */
export function place(pattern: Parsed): Placed {
  const size = recordSize(pattern);
  if (size > CHUNK_WORDS >>> 2) {
    const memory = memoryOf(new Int32Array(size));
    writeRecord(memory, 0, pattern, 0);
    return { memory, at: 0 };
  }
  if (used + size > chunk.words.length) {
    chunk = memoryOf(new Int32Array(CHUNK_WORDS));
    used = 0;
  }
  const at = used;
  used += size;
  writeRecord(chunk, at, pattern, 0);
  return { memory: chunk, at };
}
