/** Multiplier of the hash, a polynomial modulo 2³²: the hash of a part follows from the hashes of what ends with it. */
export const HASH_PRIME = 0x01000193;

/** Adds a byte to a hash, which begins as 0. */
export function hashByte(hash: number, byte: number): number {
  return (Math.imul(hash, HASH_PRIME) + byte) | 0;
}

/** The key of an anchor in the table: its high bits are the good ones, and it is never 0, which marks an empty slot. */
export function anchorKey(hash: number, kind: number): number {
  return Math.imul(hash ^ kind, -0x61c88647) | 1;
}

function newFoldTable(ignoreCase: boolean): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) table[byte] = ignoreCase && byte >= 65 && byte <= 90 ? byte + 32 : byte;
  return table;
}

let exact: Uint8Array | undefined;

/** What a byte is hashed as: itself, or the lower-case letter. */
export function foldTable(ignoreCase: boolean): Uint8Array {
  return ignoreCase ? newFoldTable(true) : (exact ??= newFoldTable(false));
}

function powerTable(): Int32Array {
  const powers = new Int32Array(257);
  powers[0] = 1;
  for (let i = 1; i < powers.length; i++) powers[i] = Math.imul(powers[i - 1]!, HASH_PRIME);
  return powers;
}

/** As many as a file name can have bytes. */
const POWERS: Int32Array = powerTable();

/** The multiplier to the power of `exponent`. */
export function power(exponent: number): number {
  let result = POWERS[exponent & 0xff]!;
  for (let rest = exponent >>> 8; rest > 0; rest--) result = Math.imul(result, POWERS[256]!);
  return result;
}
