import { SHT } from "../constants/sections.ts";
import { ElfError } from "../errors.ts";
import type { FileHeader } from "../structures/file-header.ts";
import { SectionHeader } from "../structures/section-header.ts";
import { checkedRange, type FileBytes } from "./reading/file-bytes.ts";
import { StringTable } from "./symbols/string-table.ts";
import type { RowReader } from "./reading/row-reader.ts";
import { nameSectionIndex, sectionRows } from "./tables.ts";

/** One section, with its name. */
export class Section extends SectionHeader {
  /** Number of the section. */
  declare readonly index: number;
  /** As a byte string; `null` when the name is not in the name table, which the anomaly list then says. */
  declare readonly name: string | null;

  /** Made by {@link Elf.sections}. */
  constructor(rows: RowReader<SectionHeader>, index: number, nameAt: (offset: number) => string | null) {
    const place = rows.place(index);
    super(rows.chunk, place);
    this.index = index;
    this.name = nameAt(this.nameOffset);
  }
}

/** The string table of a section. `ERR_ELF_VALUE` for a section that has no bytes in the file. */
export function sectionStrings(file: FileBytes, section: SectionHeader, field: string): StringTable {
  if (section.type === SHT.NOBITS) {
    throw new ElfError({
      code: "ERR_ELF_VALUE",
      offset: null,
      field,
      found: "SHT_NOBITS",
      expected: "a section with bytes",
    });
  }
  const { offset, size } = checkedRange(file, section.offset, section.size, field);
  return new StringTable(file, offset, size, field);
}

function nameTable(file: FileBytes, header: FileHeader, rows: RowReader<SectionHeader>): StringTable | null {
  const index = nameSectionIndex(header, rows);
  if (index === 0) return null;
  if (index < rows.count) return sectionStrings(file, rows.at(index), "section name table");
  const expected = `a section below ${rows.count}`;
  throw new ElfError({ code: "ERR_ELF_VALUE", offset: null, field: "e_shstrndx", found: index, expected });
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
export function readSections(
  file: FileBytes,
  header: FileHeader,
  report: (error: ElfError) => void,
): readonly Section[] {
  const rows = sectionRows(file, header);
  if (rows === null) return [];
  const names = attempt(() => nameTable(file, header, rows), report);
  const nameAt = (offset: number): string | null => (names === null ? null : attempt(() => names.at(offset), report));
  const sections: Section[] = [];
  for (let index = 0; index < rows.count; index++) sections.push(new Section(rows, index, nameAt));
  return sections;
}
