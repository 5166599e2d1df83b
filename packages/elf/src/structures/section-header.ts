import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Shdr`, `Elf64_Shdr`: one section, its name still an offset into the name table. */
export interface SectionHeader {
  readonly nameOffset: number;
  readonly type: number;
  readonly flags: bigint;
  readonly addr: bigint;
  readonly offset: bigint;
  readonly size: bigint;
  readonly link: number;
  readonly info: number;
  readonly addralign: bigint;
  readonly entsize: bigint;
}

export const sectionHeader: Structure<SectionHeader> = {
  name: "section header",
  size: (wide) => (wide ? 64 : 40),
  parse(reader: ByteReader, at: number): SectionHeader {
    const word = reader.wide ? 8 : 4;
    reader.require(at, reader.wide ? 64 : 40, "section header");
    const link = at + 8 + 4 * word;
    return {
      nameOffset: reader.u32(at),
      type: reader.u32(at + 4),
      flags: reader.address(at + 8),
      addr: reader.address(at + 8 + word),
      offset: reader.address(at + 8 + 2 * word),
      size: reader.address(at + 8 + 3 * word),
      link: reader.u32(link),
      info: reader.u32(link + 4),
      addralign: reader.address(link + 8),
      entsize: reader.address(link + 8 + word),
    };
  },
};
