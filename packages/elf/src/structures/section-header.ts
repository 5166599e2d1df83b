import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Shdr`, `Elf64_Shdr`: one section, its name still an offset into the name table. */
export class SectionHeader {
  /** Where the name is in the section name table. */
  declare readonly nameOffset: number;
  /** `SHT_*`. */
  declare readonly type: number;
  /** `SHF_*`. */
  declare readonly flags: bigint;
  /** Address when loaded; 0 when it is not. */
  declare readonly addr: bigint;
  /** Where the bytes are in the file. */
  declare readonly offset: bigint;
  /** Bytes, in the file or (`SHT_NOBITS`) in memory. */
  declare readonly size: bigint;
  /** Index of another section; which one depends on the type. */
  declare readonly link: number;
  /** Depends on the type. */
  declare readonly info: number;
  /** Alignment of the address. */
  declare readonly addralign: bigint;
  /** Bytes of one entry of a table; 0 for anything else. */
  declare readonly entsize: bigint;

  constructor(reader: ByteReader, at: number) {
    const word = reader.wide ? 8 : 4;
    reader.require(at, reader.wide ? 64 : 40, "section header");
    const link = at + 8 + 4 * word;
    this.nameOffset = reader.u32(at);
    this.type = reader.u32(at + 4);
    this.flags = reader.address(at + 8);
    this.addr = reader.address(at + 8 + word);
    this.offset = reader.address(at + 8 + 2 * word);
    this.size = reader.address(at + 8 + 3 * word);
    this.link = reader.u32(link);
    this.info = reader.u32(link + 4);
    this.addralign = reader.address(link + 8);
    this.entsize = reader.address(link + 8 + word);
  }
}

export const sectionHeader: Structure<SectionHeader> = {
  name: "section header",
  size: (wide) => (wide ? 64 : 40),
  parse: (reader, at) => new SectionHeader(reader, at),
};
