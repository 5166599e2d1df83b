import { ELFCLASS, ELFDATA } from "../constants/file.ts";
import { ElfError } from "../errors.ts";
import type { ByteReader, Encoding } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `e_ident`: the first 16 bytes, which say how to read the rest. */
export interface Ident {
  /** `EI_CLASS`: 1 is 32, 2 is 64 bits. */
  readonly class: number;
  /** `EI_DATA`: 1 is little, 2 is big endian. */
  readonly data: number;
  readonly version: number;
  readonly osAbi: number;
  readonly abiVersion: number;
}

export const ident: Structure<Ident> = {
  name: "e_ident",
  size: () => 16,
  parse(reader: ByteReader, at: number): Ident {
    reader.require(at, 16, "e_ident");
    return {
      class: reader.u8(at + 4),
      data: reader.u8(at + 5),
      version: reader.u8(at + 6),
      osAbi: reader.u8(at + 7),
      abiVersion: reader.u8(at + 8),
    };
  },
};

/** Tells whether bytes start with `\x7fELF`. */
export function hasElfMagic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

/** The encoding that `e_ident` declares. Throws `ERR_ELF_IDENT`. */
export function declaredEncoding(found: Ident): Encoding {
  if (found.class !== ELFCLASS.THIRTY_TWO && found.class !== ELFCLASS.SIXTY_FOUR) {
    throw new ElfError({ code: "ERR_ELF_IDENT", offset: 4, field: "EI_CLASS", found: found.class, expected: "1 or 2" });
  }
  if (found.data !== ELFDATA.LITTLE && found.data !== ELFDATA.BIG) {
    throw new ElfError({ code: "ERR_ELF_IDENT", offset: 5, field: "EI_DATA", found: found.data, expected: "1 or 2" });
  }
  return { wide: found.class === ELFCLASS.SIXTY_FOUR, little: found.data === ELFDATA.LITTLE };
}
