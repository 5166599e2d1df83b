import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Dyn`, `Elf64_Dyn`. */
export interface DynamicEntry {
  readonly tag: bigint;
  readonly value: bigint;
}

export const dynamicEntry: Structure<DynamicEntry> = {
  name: "dynamic entry",
  size: (wide) => (wide ? 16 : 8),
  parse(reader: ByteReader, at: number): DynamicEntry {
    const word = reader.wide ? 8 : 4;
    reader.require(at, 2 * word, "dynamic entry");
    return { tag: reader.address(at), value: reader.address(at + word) };
  },
};
