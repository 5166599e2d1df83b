import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Ehdr`, `Elf64_Ehdr` after `e_ident`. The counts are as written: see `Elf` for the ones moved to section 0. */
export interface FileHeader {
  readonly type: number;
  readonly machine: number;
  readonly version: number;
  readonly entry: bigint;
  readonly phoff: bigint;
  readonly shoff: bigint;
  readonly flags: number;
  readonly ehsize: number;
  readonly phentsize: number;
  readonly phnum: number;
  readonly shentsize: number;
  readonly shnum: number;
  readonly shstrndx: number;
}

/** Where the fields are. Those up to `phoff` are at the same place in both classes. */
export interface FileHeaderLayout {
  readonly size: number;
  readonly shoff: number;
  readonly phoff: number;
  /** `e_flags`; the six 16-bit fields follow it without gaps. */
  readonly flags: number;
}

export const fileHeader32: FileHeaderLayout = { size: 52, phoff: 28, shoff: 32, flags: 36 };
export const fileHeader64: FileHeaderLayout = { size: 64, phoff: 32, shoff: 40, flags: 48 };

export const fileHeader: Structure<FileHeader> = {
  name: "ELF header",
  size: (wide) => (wide ? fileHeader64.size : fileHeader32.size),
  parse(reader: ByteReader, at: number): FileHeader {
    const layout = reader.wide ? fileHeader64 : fileHeader32;
    reader.require(at, layout.size, "ELF header");
    const tail = at + layout.flags;
    return {
      type: reader.u16(at + 16),
      machine: reader.u16(at + 18),
      version: reader.u32(at + 20),
      entry: reader.address(at + 24),
      phoff: reader.address(at + layout.phoff),
      shoff: reader.address(at + layout.shoff),
      flags: reader.u32(tail),
      ehsize: reader.u16(tail + 4),
      phentsize: reader.u16(tail + 6),
      phnum: reader.u16(tail + 8),
      shentsize: reader.u16(tail + 10),
      shnum: reader.u16(tail + 12),
      shstrndx: reader.u16(tail + 14),
    };
  },
};
