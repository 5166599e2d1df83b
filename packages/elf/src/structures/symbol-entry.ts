import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Sym`, `Elf64_Sym`, its name still an offset into the string table. */
export interface SymbolEntry {
  readonly nameOffset: number;
  readonly value: bigint;
  readonly size: bigint;
  /** Binding in the upper, type in the lower four bits. */
  readonly info: number;
  /** Visibility in the lowest two bits. */
  readonly other: number;
  readonly shndx: number;
}

/** Where the fields are. `st_name` is first in both classes. */
export interface SymbolLayout {
  readonly size: number;
  readonly value: number;
  readonly symbolSize: number;
  readonly info: number;
  readonly shndx: number;
}

export const symbol32: SymbolLayout = { size: 16, value: 4, symbolSize: 8, info: 12, shndx: 14 };
export const symbol64: SymbolLayout = { size: 24, info: 4, shndx: 6, value: 8, symbolSize: 16 };

export const symbolEntry: Structure<SymbolEntry> = {
  name: "symbol",
  size: (wide) => (wide ? symbol64.size : symbol32.size),
  parse(reader: ByteReader, at: number): SymbolEntry {
    const layout = reader.wide ? symbol64 : symbol32;
    reader.require(at, layout.size, "symbol");
    return {
      nameOffset: reader.u32(at),
      value: reader.address(at + layout.value),
      size: reader.address(at + layout.symbolSize),
      info: reader.u8(at + layout.info),
      other: reader.u8(at + layout.info + 1),
      shndx: reader.u16(at + layout.shndx),
    };
  },
};
