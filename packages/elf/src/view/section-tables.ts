import { SHT } from "../constants/sections.ts";
import { ElfError } from "../errors.ts";
import { symbolEntry } from "../structures/symbol-entry.ts";
import { checkedRange, type FileBytes } from "./reading/file-bytes.ts";
import { RelocationTable } from "./relocations.ts";
import { sectionStrings, type Section } from "./sections.ts";
import { SymbolTable } from "./symbols/symbol-table.ts";

function checkEntrySize(section: Section, expected: number, field: string): void {
  if (section.entsize === BigInt(expected)) return;
  throw new ElfError({
    code: "ERR_ELF_VALUE",
    offset: null,
    field: `${field} sh_entsize`,
    found: section.entsize,
    expected,
  });
}

/** The symbols of the first `SHT_SYMTAB` section; `null` in a stripped file. */
export function readSymbols(file: FileBytes, sections: readonly Section[]): SymbolTable | null {
  const section = sections.find((candidate) => candidate.type === SHT.SYMTAB);
  if (section === undefined) return null;
  const step = symbolEntry.size(file.wide);
  checkEntrySize(section, step, "symbol table");
  const names = sections[section.link];
  if (names === undefined) {
    const expected = `a section below ${sections.length}`;
    throw new ElfError({
      code: "ERR_ELF_VALUE",
      offset: null,
      field: "symbol table sh_link",
      found: section.link,
      expected,
    });
  }
  const { offset, size } = checkedRange(file, section.offset, section.size, "symbol table");
  const place = { offset, count: Math.floor(size / step) };
  return new SymbolTable(file, place, sectionStrings(file, names, "symbol name table"));
}

/** The relocations of every `SHT_REL` and `SHT_RELA` section. */
export function readSectionRelocations(
  file: FileBytes,
  sections: readonly Section[],
  machine: number,
): readonly RelocationTable[] {
  const tables: RelocationTable[] = [];
  for (const section of sections) {
    if (section.type !== SHT.REL && section.type !== SHT.RELA) continue;
    const form = section.type === SHT.RELA ? "rela" : "rel";
    const step = (form === "rela" ? 3 : 2) * (file.wide ? 8 : 4);
    checkEntrySize(section, step, "relocations");
    const { offset, size } = checkedRange(file, section.offset, section.size, "relocations");
    tables.push(new RelocationTable(file, { offset, count: Math.floor(size / step), form, machine }, section.info));
  }
  return tables;
}
