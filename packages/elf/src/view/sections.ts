import { SHT } from "../constants/sections.ts";
import { ElfError } from "../errors.ts";
import type { FileHeader } from "../structures/file-header.ts";
import type { SectionHeader } from "../structures/section-header.ts";
import { checkedRange, type FileBytes } from "./file-bytes.ts";
import { StringTable } from "./string-table.ts";
import { nameSectionIndex, readSectionHeaders } from "./tables.ts";

/** One section, with its name. */
export interface Section extends SectionHeader {
  readonly index: number;
  /** As a byte string; `null` when the name is not in the name table, which the anomaly list then says. */
  readonly name: string | null;
}

/** The string table of a section. `ERR_ELF_VALUE` for a section that has no bytes in the file. */
export function sectionStrings(file: FileBytes, section: SectionHeader, field: string): StringTable {
  if (section.type === SHT.NOBITS) {
    throw new ElfError({ code: "ERR_ELF_VALUE", offset: null, field, found: "SHT_NOBITS", expected: "a section with bytes" });
  }
  const { offset, size } = checkedRange(file, section.offset, section.size, field);
  return new StringTable(file, offset, size, field);
}

function nameTable(file: FileBytes, header: FileHeader, sections: readonly SectionHeader[]): StringTable | null {
  const index = nameSectionIndex(header, sections);
  if (index === 0) return null;
  const section = sections[index];
  if (section === undefined) {
    const expected = `a section below ${sections.length}`;
    throw new ElfError({ code: "ERR_ELF_VALUE", offset: null, field: "e_shstrndx", found: index, expected });
  }
  return sectionStrings(file, section, "section name table");
}

/** Calls `read`, and hands an ElfError to `report` instead of throwing it. */
function attempt<T>(read: () => T, report: (error: ElfError) => void): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ElfError)) throw error;
    report(error);
    return null;
  }
}

/** Reads all section headers and their names. A bad name is reported and `null`; a bad table throws. */
export function readSections(file: FileBytes, header: FileHeader, report: (error: ElfError) => void): readonly Section[] {
  const headers = readSectionHeaders(file, header);
  const names = attempt(() => nameTable(file, header, headers), report);
  return headers.map((section, index) => {
    const name = names === null ? null : attempt(() => names.at(section.nameOffset), report);
    return { index, name, ...section };
  });
}
