const MULTIPLIER = 0x9e3779b1;

/**
 * Copies `source[start, end)` to `out[at…]`, fills up to a multiple of four bytes with zeros, and returns the hash of
 * the bytes copied, an i32. The hash is the same on every machine.
 */
export function copyAndHash(
  source: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  seed: number,
): number {
  let hash = seed ^ (end - start);
  let from = start;
  let to = at;
  for (const aligned = end - 3; from < aligned; from += 4, to += 4) {
    const a = source[from]!;
    const b = source[from + 1]!;
    const c = source[from + 2]!;
    const d = source[from + 3]!;
    out[to] = a;
    out[to + 1] = b;
    out[to + 2] = c;
    out[to + 3] = d;
    hash = mix(hash, a | (b << 8) | (c << 16) | (d << 24));
  }
  if (from < end) {
    const b = from + 1 < end ? source[from + 1]! : 0;
    const c = from + 2 < end ? source[from + 2]! : 0;
    const a = source[from]!;
    out[to] = a;
    out[to + 1] = b;
    out[to + 2] = c;
    out[to + 3] = 0;
    hash = mix(hash, a | (b << 8) | (c << 16));
  }
  return finish(hash);
}

export function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, MULTIPLIER);
  return mixed ^ (mixed >>> 15);
}

// The finisher of MurmurHash3: the low bits, which pick the place in a table, depend on all others.
export function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
