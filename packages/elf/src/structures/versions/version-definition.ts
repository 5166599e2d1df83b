import type { ByteReader } from "../../reader.ts";
import type { Structure } from "../structure.ts";

/** `Elf_Verdef`: the same in both classes. */
export interface VersionDefinitionEntry {
  readonly version: number;
  readonly flags: number;
  readonly index: number;
  readonly count: number;
  readonly hash: number;
  /** Bytes from this entry to its first auxiliary entry. */
  readonly aux: number;
  /** Bytes from this entry to the next one; 0 in the last. */
  readonly next: number;
}

export const versionDefinition: Structure<VersionDefinitionEntry> = {
  name: "version definition",
  size: () => 20,
  parse(reader: ByteReader, at: number): VersionDefinitionEntry {
    reader.require(at, 20, "version definition");
    return {
      version: reader.u16(at),
      flags: reader.u16(at + 2),
      index: reader.u16(at + 4),
      count: reader.u16(at + 6),
      hash: reader.u32(at + 8),
      aux: reader.u32(at + 12),
      next: reader.u32(at + 16),
    };
  },
};

/** `Elf_Verdaux`. */
export interface VersionDefinitionAux {
  readonly nameOffset: number;
  readonly next: number;
}

export const versionDefinitionAux: Structure<VersionDefinitionAux> = {
  name: "version definition name",
  size: () => 8,
  parse(reader: ByteReader, at: number): VersionDefinitionAux {
    reader.require(at, 8, "version definition name");
    return { nameOffset: reader.u32(at), next: reader.u32(at + 4) };
  },
};
