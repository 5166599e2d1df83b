import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Phdr`, `Elf64_Phdr`: one segment. */
export interface ProgramHeader {
  readonly type: number;
  readonly flags: number;
  readonly offset: bigint;
  readonly vaddr: bigint;
  readonly paddr: bigint;
  readonly filesz: bigint;
  readonly memsz: bigint;
  readonly align: bigint;
}

/** Where the fields are. `p_type` is first in both classes. */
export interface ProgramHeaderLayout {
  readonly size: number;
  readonly flags: number;
  readonly offset: number;
  readonly vaddr: number;
  readonly paddr: number;
  readonly filesz: number;
  readonly memsz: number;
  readonly align: number;
}

export const programHeader32: ProgramHeaderLayout = {
  size: 32,
  offset: 4,
  vaddr: 8,
  paddr: 12,
  filesz: 16,
  memsz: 20,
  flags: 24,
  align: 28,
};
export const programHeader64: ProgramHeaderLayout = {
  size: 56,
  flags: 4,
  offset: 8,
  vaddr: 16,
  paddr: 24,
  filesz: 32,
  memsz: 40,
  align: 48,
};

export const programHeader: Structure<ProgramHeader> = {
  name: "program header",
  size: (wide) => (wide ? programHeader64.size : programHeader32.size),
  parse(reader: ByteReader, at: number): ProgramHeader {
    const layout = reader.wide ? programHeader64 : programHeader32;
    reader.require(at, layout.size, "program header");
    return {
      type: reader.u32(at),
      flags: reader.u32(at + layout.flags),
      offset: reader.address(at + layout.offset),
      vaddr: reader.address(at + layout.vaddr),
      paddr: reader.address(at + layout.paddr),
      filesz: reader.address(at + layout.filesz),
      memsz: reader.address(at + layout.memsz),
      align: reader.address(at + layout.align),
    };
  },
};
