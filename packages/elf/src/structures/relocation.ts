import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf_Rel`, `Elf_Rela`. `info` is as written: how it splits into symbol and type depends on class and machine. */
export interface RelocationEntry {
  readonly offset: bigint;
  readonly info: bigint;
  /** Exact signed addend; `null` in a `Rel` entry, where it is in the place to relocate. */
  readonly addend: bigint | null;
}

export const relEntry: Structure<RelocationEntry> = {
  name: "relocation",
  size: (wide) => (wide ? 16 : 8),
  parse(reader: ByteReader, at: number): RelocationEntry {
    const word = reader.wide ? 8 : 4;
    reader.require(at, 2 * word, "relocation");
    return { offset: reader.address(at), info: reader.address(at + word), addend: null };
  },
};

export const relaEntry: Structure<RelocationEntry> = {
  name: "relocation with addend",
  size: (wide) => (wide ? 24 : 12),
  parse(reader: ByteReader, at: number): RelocationEntry {
    const word = reader.wide ? 8 : 4;
    reader.require(at, 3 * word, "relocation with addend");
    const addend = BigInt.asIntN(8 * word, reader.address(at + 2 * word));
    return { offset: reader.address(at), info: reader.address(at + word), addend };
  },
};
