import { DT } from "../../constants/dynamic.ts";
import { SHT } from "../../constants/sections.ts";
import { ElfError } from "../../errors.ts";
import { toOffset } from "../../reader.ts";
import { symbolEntry } from "../../structures/symbol-entry.ts";
import type { DynamicSection, MappedRange } from "../dynamic-section.ts";
import type { FileBytes } from "../reading/file-bytes.ts";
import { RelocationTable } from "../relocations.ts";
import type { Section } from "../sections.ts";
import { countDynamicSymbols } from "./symbol-count.ts";
import { SymbolTable } from "./symbol-table.ts";

/** A relocation table that the dynamic section points to: the tags of its address and of its size. */
interface DynamicRelocationRow {
  readonly address: number;
  readonly size: number;
  readonly form: "rel" | "rela" | "DT_PLTREL";
  readonly field: string;
}

const dynamicRelocations: readonly DynamicRelocationRow[] = [
  { address: DT.RELA, size: DT.RELASZ, form: "rela", field: "DT_RELA" },
  { address: DT.REL, size: DT.RELSZ, form: "rel", field: "DT_REL" },
  { address: DT.JMPREL, size: DT.PLTRELSZ, form: "DT_PLTREL", field: "DT_JMPREL" },
];

function checkFits(range: MappedRange, size: number, field: string): void {
  if (size <= range.available) return;
  const expected = `at most ${range.available} bytes`;
  throw new ElfError({ code: "ERR_ELF_TRUNCATED", offset: range.offset, field, found: size, expected });
}

/** The relocations that ld.so applies: `DT_RELA`, `DT_REL` and `DT_JMPREL`, through `PT_LOAD`. */
export function readDynamicRelocations(
  file: FileBytes,
  dynamic: DynamicSection,
  machine: number,
): readonly RelocationTable[] {
  const tables: RelocationTable[] = [];
  for (const row of dynamicRelocations) {
    const range = dynamic.range(row.address, row.field);
    const size = toOffset(dynamic.value(row.size) ?? 0n, row.field, null);
    if (range === null || size === 0) continue;
    const linked = dynamic.value(DT.PLTREL) === BigInt(DT.RELA) ? "rela" : "rel";
    const form = row.form === "DT_PLTREL" ? linked : row.form;
    checkFits(range, size, row.field);
    const step = (form === "rela" ? 3 : 2) * (file.wide ? 8 : 4);
    tables.push(new RelocationTable(file, { offset: range.offset, count: Math.floor(size / step), form, machine }, 0));
  }
  return tables;
}

/** Highest symbol that a relocation uses, plus one. */
function countByRelocations(file: FileBytes, dynamic: DynamicSection, machine: number): number {
  let count = 1;
  for (const table of readDynamicRelocations(file, dynamic, machine)) {
    for (const { symbol } of table) if (symbol >= count) count = symbol + 1;
  }
  return count;
}

/** What the section headers say of the same table; they may be absent or lie, so damage in them counts as silence. */
function countBySections(file: FileBytes, sections: () => readonly Section[], address: bigint): number {
  try {
    const section = sections().find((candidate) => candidate.type === SHT.DYNSYM && candidate.addr === address);
    return section === undefined
      ? 0
      : Math.floor(toOffset(section.size, "sh_size", null) / symbolEntry.size(file.wide));
  } catch (error) {
    if (error instanceof ElfError) return 0;
    throw error;
  }
}

/** What reading the dynamic symbols needs besides the file. */
export interface DynamicSymbolContext {
  readonly dynamic: DynamicSection;
  readonly machine: number;
  readonly sections: () => readonly Section[];
}

/**
 * Reads the dynamic symbols at `DT_SYMTAB`. Their number comes from the hash tables; an empty GNU hash table says
 * nothing of undefined symbols, and then relocations and the section headers tell. `null` without `DT_SYMTAB`.
 */
export function readDynamicSymbols(file: FileBytes, context: DynamicSymbolContext): SymbolTable | null {
  const { dynamic, machine, sections } = context;
  const range = dynamic.range(DT.SYMTAB, "DT_SYMTAB");
  if (range === null) return null;
  const size = symbolEntry.size(file.wide);
  let count = countDynamicSymbols(file, dynamic, machine);
  if (count === null) {
    const bySections = countBySections(file, sections, dynamic.value(DT.SYMTAB) ?? 0n);
    count = Math.max(countByRelocations(file, dynamic, machine), bySections * size <= range.available ? bySections : 0);
  }
  checkFits(range, count * size, "DT_SYMTAB");
  return new SymbolTable(file, { offset: range.offset, count }, dynamic.strings);
}
