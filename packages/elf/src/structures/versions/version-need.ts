import type { ByteReader } from "../../reader.ts";
import type { Structure } from "../structure.ts";

/** `Elf_Verneed`: the same in both classes. */
export interface VersionNeedEntry {
  readonly version: number;
  readonly count: number;
  readonly fileOffset: number;
  /** Bytes from this entry to its first auxiliary entry. */
  readonly aux: number;
  /** Bytes from this entry to the next one; 0 in the last. */
  readonly next: number;
}

export const versionNeed: Structure<VersionNeedEntry> = {
  name: "version need",
  size: () => 16,
  parse(reader: ByteReader, at: number): VersionNeedEntry {
    reader.require(at, 16, "version need");
    return {
      version: reader.u16(at),
      count: reader.u16(at + 2),
      fileOffset: reader.u32(at + 4),
      aux: reader.u32(at + 8),
      next: reader.u32(at + 12),
    };
  },
};

/** `Elf_Vernaux`. */
export interface VersionNeedAux {
  readonly hash: number;
  readonly flags: number;
  readonly index: number;
  readonly nameOffset: number;
  readonly next: number;
}

export const versionNeedAux: Structure<VersionNeedAux> = {
  name: "version need name",
  size: () => 16,
  parse(reader: ByteReader, at: number): VersionNeedAux {
    reader.require(at, 16, "version need name");
    return {
      hash: reader.u32(at),
      flags: reader.u16(at + 4),
      index: reader.u16(at + 6),
      nameOffset: reader.u32(at + 8),
      next: reader.u32(at + 12),
    };
  },
};
