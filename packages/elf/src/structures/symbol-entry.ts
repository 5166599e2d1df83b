import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

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

/** `Elf32_Sym`, `Elf64_Sym`, its name still an offset into the string table. */
export class SymbolEntry {
  /** Where the name is in the string table; 0 for none. */
  declare readonly nameOffset: number;
  /** Address, or in an object file offset in its section. */
  declare readonly value: bigint;
  /** Bytes; 0 when unknown. */
  declare readonly size: bigint;
  /** `STB_*`: 0 local, 1 global, 2 weak, 10 GNU unique. */
  declare readonly binding: number;
  /** `STT_*`: 0 none, 1 object, 2 function, 3 section, 4 file, 5 common, 6 TLS, 10 GNU ifunc. */
  declare readonly type: number;
  /** `STV_*`: 0 default, 1 internal, 2 hidden, 3 protected. */
  declare readonly visibility: number;
  /** Index of the section, or a special one from 0xff00 on; 0 is undefined. As written: `SHN_XINDEX` is not resolved. */
  declare readonly section: number;

  constructor(reader: ByteReader, at: number) {
    const layout = reader.wide ? symbol64 : symbol32;
    reader.require(at, layout.size, "symbol");
    const info = reader.u8(at + layout.info);
    this.nameOffset = reader.u32(at);
    this.value = reader.address(at + layout.value);
    this.size = reader.address(at + layout.symbolSize);
    this.binding = info >> 4;
    this.type = info & 15;
    this.visibility = reader.u8(at + layout.info + 1) & 3;
    this.section = reader.u16(at + layout.shndx);
  }
}

export const symbolEntry: Structure<SymbolEntry> = {
  name: "symbol",
  size: (wide) => (wide ? symbol64.size : symbol32.size),
  parse: (reader, at) => new SymbolEntry(reader, at),
};
