import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** The two words before the buckets of `DT_HASH`. */
export interface HashHeader {
  readonly buckets: number;
  /** Entries of the chain array, which is also the number of symbols. */
  readonly chains: number;
}

export const hashHeader: Structure<HashHeader> = {
  name: "hash table",
  size: () => 8,
  parse(reader: ByteReader, at: number): HashHeader {
    reader.require(at, 8, "hash table");
    return { buckets: reader.u32(at), chains: reader.u32(at + 4) };
  },
};

/** The four words before the Bloom filter of `DT_GNU_HASH`. */
export interface GnuHashHeader {
  readonly buckets: number;
  /** Index of the first symbol that the table holds; those before it are undefined ones. */
  readonly firstSymbol: number;
  /** Address-sized words of the Bloom filter. */
  readonly bloomWords: number;
  readonly bloomShift: number;
}

export const gnuHashHeader: Structure<GnuHashHeader> = {
  name: "GNU hash table",
  size: () => 16,
  parse(reader: ByteReader, at: number): GnuHashHeader {
    reader.require(at, 16, "GNU hash table");
    return {
      buckets: reader.u32(at),
      firstSymbol: reader.u32(at + 4),
      bloomWords: reader.u32(at + 8),
      bloomShift: reader.u32(at + 12),
    };
  },
};
