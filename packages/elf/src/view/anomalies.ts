import { ET } from "../constants/file.ts";
import { PF, PT } from "../constants/segments.ts";
import { SHT } from "../constants/sections.ts";
import { defectOf, ElfError, type ElfDefect, type ElfErrorValue } from "../errors.ts";
import { fileHeader } from "../structures/file-header.ts";
import type { ProgramHeader } from "../structures/program-header.ts";
import type { Elf } from "./elf.ts";
import type { Section } from "./sections.ts";

/** Collects defects, at most so many that a hostile file cannot fill memory with them. */
export class DefectList {
  readonly defects: ElfDefect[] = [];
  readonly #most = 1000;

  add(defect: ElfDefect): void {
    if (this.defects.length < this.#most) this.defects.push(defect);
  }

  value(field: string, found: ElfErrorValue, expected: ElfErrorValue, offset: number | null = null): void {
    this.add({ code: "ERR_ELF_VALUE", offset, field, found, expected });
  }

  /** Runs a part of the check; an ElfError becomes a defect, anything else is a bug and goes on. */
  attempt(part: () => void): void {
    try {
      part();
    } catch (error) {
      if (!(error instanceof ElfError)) throw error;
      this.add(defectOf(error));
    }
  }
}

function checkHeader(elf: Elf, list: DefectList): void {
  const { ident, header } = elf;
  const size = fileHeader.size(elf.class === 64);
  if (ident.version !== 1) list.value("EI_VERSION", ident.version, 1, 6);
  if (header.version !== 1) list.value("e_version", header.version, 1, 20);
  if (header.ehsize !== size) list.value("e_ehsize", header.ehsize, size);
  const program = header.type === ET.EXEC || header.type === ET.DYN;
  if (program && header.phnum === 0) list.value("e_phnum", 0, "program headers in an executable or library");
}

function checkInFile(list: DefectList, fileSize: number, offset: bigint, size: bigint, field: string): void {
  if (size === 0n || offset + size <= BigInt(fileSize)) return;
  const expected = `an end at or below ${fileSize}`;
  list.add({ code: "ERR_ELF_TRUNCATED", offset: null, field, found: offset + size, expected });
}

function checkSegment(list: DefectList, fileSize: number, segment: ProgramHeader, index: number): void {
  const field = `program header ${index}`;
  const { type, align, offset, vaddr, filesz, memsz } = segment;
  if (type !== PT.NULL) checkInFile(list, fileSize, offset, filesz, field);
  if ((align & (align - 1n)) !== 0n) list.value(`${field} p_align`, align, "a power of two");
  if (type !== PT.LOAD) return;
  if (filesz > memsz) list.value(`${field} p_filesz`, filesz, `at most p_memsz, 0x${memsz.toString(16)}`);
  if (align > 1n && (offset - vaddr) % align !== 0n) list.value(`${field} p_offset`, offset, "p_vaddr modulo p_align");
}

function checkSegments(elf: Elf, list: DefectList): void {
  const { segments } = elf;
  let last = 0n;
  segments.forEach((segment, index) => {
    checkSegment(list, elf.size, segment, index);
    if (segment.type !== PT.LOAD) return;
    if (segment.vaddr < last)
      list.value(`program header ${index} p_vaddr`, segment.vaddr, "ascending PT_LOAD addresses");
    last = segment.vaddr;
  });
  for (const [name, type] of [
    ["PT_INTERP", PT.INTERP],
    ["PT_DYNAMIC", PT.DYNAMIC],
    ["PT_GNU_STACK", PT.GNU_STACK],
  ] as const) {
    const count = segments.filter((segment) => segment.type === type).length;
    if (count > 1) list.value(name, count, "at most one");
  }
  const dynamic = segments.findLast((segment) => segment.type === PT.DYNAMIC);
  if (dynamic !== undefined && dynamic.filesz > 0n) {
    const mapped = elf.offsetOf(dynamic.vaddr);
    if (mapped !== null && BigInt(mapped) !== dynamic.offset) list.value("PT_DYNAMIC p_offset", dynamic.offset, mapped);
  }
  const { entry, type } = elf.header;
  if (entry === 0n || (type !== ET.EXEC && type !== ET.DYN)) return;
  const covers = (segment: ProgramHeader): boolean =>
    segment.type === PT.LOAD &&
    (segment.flags & PF.X) !== 0 &&
    entry >= segment.vaddr &&
    entry < segment.vaddr + segment.memsz;
  if (!segments.some(covers)) list.value("e_entry", entry, "an address in an executable PT_LOAD");
}

function checkSections(elf: Elf, list: DefectList): void {
  const { sections } = elf;
  sections.forEach((section: Section) => {
    if (section.type === SHT.NULL) return;
    const field = `section ${section.index}`;
    if (section.type !== SHT.NOBITS) checkInFile(list, elf.size, section.offset, section.size, field);
    if (section.link >= sections.length) list.value(`${field} sh_link`, section.link, `below ${sections.length}`);
  });
}

/** Reads every part of the file once and lists what is not well-formed. */
export function findAnomalies(elf: Elf, reported: readonly ElfDefect[]): readonly ElfDefect[] {
  const list = new DefectList();
  checkHeader(elf, list);
  const parts: readonly (() => unknown)[] = [
    () => checkSegments(elf, list),
    () => elf.interpreter,
    () => elf.dynamic,
    () => [elf.needed, elf.soname, elf.rpath, elf.runpath],
    () => elf.versions,
    () => elf.notes,
    () => checkSections(elf, list),
    () => elf.symbols?.checkNames(),
    () => elf.dynamicSymbols?.checkNames(),
    () => elf.relocations,
  ];
  for (const part of parts) list.attempt(() => void part());
  for (const defect of reported) list.add(defect);
  return list.defects;
}
