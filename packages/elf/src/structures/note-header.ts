import type { ByteReader } from "../reader.ts";
import type { Structure } from "./structure.ts";

/** `Elf32_Nhdr`, `Elf64_Nhdr`: the same three words in both classes. */
export interface NoteHeader {
  readonly namesz: number;
  readonly descsz: number;
  readonly type: number;
}

export const noteHeader: Structure<NoteHeader> = {
  name: "note header",
  size: () => 12,
  parse(reader: ByteReader, at: number): NoteHeader {
    reader.require(at, 12, "note header");
    return { namesz: reader.u32(at), descsz: reader.u32(at + 4), type: reader.u32(at + 8) };
  },
};
