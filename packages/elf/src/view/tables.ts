import { PN_XNUM } from "../constants/file.ts";
import { SHN } from "../constants/sections.ts";
import { ElfError } from "../errors.ts";
import { checkLimit } from "../limits.ts";
import { toOffset } from "../reader.ts";
import type { FileHeader } from "../structures/file-header.ts";
import { programHeader, type ProgramHeader } from "../structures/program-header.ts";
import { sectionHeader, type SectionHeader } from "../structures/section-header.ts";
import type { FileBytes } from "./reading/file-bytes.ts";
import { RowReader } from "./reading/row-reader.ts";

function checkEntrySize(found: number, expected: number, field: string): void {
  if (found === expected) return;
  throw new ElfError({ code: "ERR_ELF_VALUE", offset: null, field, found, expected });
}

/** Section 0, which holds the counts that do not fit in the header; `null` without section headers. */
export function readSectionZero(file: FileBytes, header: FileHeader): SectionHeader | null {
  if (header.shoff === 0n) return null;
  checkEntrySize(header.shentsize, sectionHeader.size(file.wide), "e_shentsize");
  return new RowReader(file, toOffset(header.shoff, "e_shoff", null), 1, sectionHeader).at(0);
}

/** The program headers; `PN_XNUM` takes the count from section 0. */
export function readSegments(file: FileBytes, header: FileHeader): readonly ProgramHeader[] {
  if (header.phnum === 0) return [];
  let count = header.phnum;
  if (count === PN_XNUM) count = readSectionZero(file, header)?.info ?? count;
  checkEntrySize(header.phentsize, programHeader.size(file.wide), "e_phentsize");
  const offset = toOffset(header.phoff, "e_phoff", null);
  checkLimit(count, file.limits.segments, "e_phnum", offset);
  const rows = new RowReader(file, offset, count, programHeader);
  const segments: ProgramHeader[] = [];
  for (let index = 0; index < count; index++) segments.push(rows.at(index));
  return segments;
}

/** Where the section headers are; a count of 0 with a table means that the count is in section 0. */
export function sectionRows(file: FileBytes, header: FileHeader): RowReader<SectionHeader> | null {
  const zero = readSectionZero(file, header);
  if (zero === null) return null;
  const count = header.shnum === 0 ? toOffset(zero.size, "section 0 sh_size", null) : header.shnum;
  const offset = toOffset(header.shoff, "e_shoff", null);
  checkLimit(count, file.limits.sections, "e_shnum", offset);
  return new RowReader(file, offset, count, sectionHeader);
}

/** Index of the section with the section names; 0 without one. */
export function nameSectionIndex(header: FileHeader, rows: RowReader<SectionHeader>): number {
  if (header.shstrndx !== SHN.XINDEX) return header.shstrndx;
  return rows.count > 0 ? rows.at(0).link : 0;
}
