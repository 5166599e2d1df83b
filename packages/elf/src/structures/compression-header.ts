import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Chdr`, `Elf64_Chdr`: at the start of a section with `SHF_COMPRESSED`. */
export interface CompressionHeader {
  /** 1 zlib, 2 zstd. */
  readonly type: number;
  /** Bytes after decompression, as the file claims. */
  readonly size: bigint;
  readonly addralign: bigint;
}

export const compressionHeader: Structure<CompressionHeader> = {
  name: "compression header",
  size: (wide) => (wide ? 24 : 12),
  parse(reader: ByteReader, at: number): CompressionHeader {
    reader.require(at, reader.wide ? 24 : 12, "compression header");
    const first = at + (reader.wide ? 8 : 4);
    return {
      type: reader.u32(at),
      size: reader.address(first),
      addralign: reader.address(first + (reader.wide ? 8 : 4)),
    };
  },
};
