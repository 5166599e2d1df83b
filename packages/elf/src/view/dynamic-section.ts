import { mapAddress } from "../address-map.ts";
import { DT } from "../constants/dynamic.ts";
import { PT } from "../constants/segments.ts";
import { ElfError } from "../errors.ts";
import { checkLimit } from "../limits.ts";
import { toOffset } from "../reader.ts";
import { dynamicEntry, type DynamicEntry } from "../structures/dynamic-entry.ts";
import type { ProgramHeader } from "../structures/program-header.ts";
import type { FileBytes } from "./reading/file-bytes.ts";
import { RowReader } from "./reading/row-reader.ts";
import { StringTable } from "./symbols/string-table.ts";

/** Bytes of the file that an address stands for. */
export interface MappedRange {
  readonly offset: number;
  /** Bytes until the end of the segment's part in the file. */
  readonly available: number;
}

function wholeNumber(found: number, field: string): number {
  if (found <= Number.MAX_SAFE_INTEGER) return found;
  throw new ElfError({ code: "ERR_ELF_RANGE", offset: null, field, found, expected: "at most 2^53-1" });
}

/** Where an address is in the file, through `PT_LOAD`. Throws `ERR_ELF_RANGE` for an address that is not. */
export function fileRange(segments: readonly ProgramHeader[], address: bigint, field: string): MappedRange {
  const mapped = mapAddress(segments, address);
  if (mapped.kind === "file") {
    return { offset: wholeNumber(mapped.offset, field), available: wholeNumber(mapped.available, field) };
  }
  const expected = "an address that a PT_LOAD maps from the file";
  throw new ElfError({ code: "ERR_ELF_RANGE", offset: null, field, found: address, expected });
}

function readEntries(file: FileBytes, range: MappedRange): readonly DynamicEntry[] {
  const size = dynamicEntry.size(file.wide);
  const rows = new RowReader(file, range.offset, Math.floor(range.available / size), dynamicEntry);
  const entries: DynamicEntry[] = [];
  for (let index = 0; index < rows.count; index++) {
    const entry = rows.at(index);
    if (entry.tag === 0n) break;
    entries.push(entry);
    checkLimit(entries.length, file.limits.dynamicEntries, "dynamic section", range.offset);
  }
  return entries;
}

/** The dynamic section, as ld.so reads it: at its address, up to `DT_NULL`. */
export class DynamicSection {
  /** Entries before `DT_NULL`. */
  readonly entries: readonly DynamicEntry[];
  readonly #file: FileBytes;
  readonly #segments: readonly ProgramHeader[];
  #strings: StringTable | null = null;

  constructor(file: FileBytes, segments: readonly ProgramHeader[], entries: readonly DynamicEntry[]) {
    this.entries = entries;
    this.#file = file;
    this.#segments = segments;
  }

  /** Value of the last entry with a tag, which is the one that ld.so keeps; `null` without one. */
  value(tag: number): bigint | null {
    return this.entries.findLast((entry) => entry.tag === BigInt(tag))?.value ?? null;
  }

  /** Where the address in an entry is in the file; `null` without the entry. */
  range(tag: number, field: string): MappedRange | null {
    const address = this.value(tag);
    return address === null ? null : fileRange(this.#segments, address, field);
  }

  /** The names that `DT_STRTAB` and `DT_STRSZ` give, through `PT_LOAD`. */
  get strings(): StringTable {
    if (this.#strings !== null) return this.#strings;
    const range = this.range(DT.STRTAB, "DT_STRTAB");
    if (range === null) {
      const expected = "an entry, because names are used";
      throw new ElfError({ code: "ERR_ELF_VALUE", offset: null, field: "DT_STRTAB", found: "none", expected });
    }
    const size = toOffset(this.value(DT.STRSZ) ?? BigInt(range.available), "DT_STRSZ", null);
    if (size > range.available) {
      const expected = `at most ${range.available} bytes`;
      throw new ElfError({ code: "ERR_ELF_TRUNCATED", offset: range.offset, field: "DT_STRSZ", found: size, expected });
    }
    this.#strings = new StringTable(this.#file, range.offset, size, "dynamic string table");
    return this.#strings;
  }

  /** The names of every entry with a tag, in order. */
  names(tag: number): readonly string[] {
    const wanted = BigInt(tag);
    const found = this.entries.filter((entry) => entry.tag === wanted);
    return found.map((entry) => this.strings.at(toOffset(entry.value, "dynamic name", null)));
  }

  /** The name of the last entry with a tag, or `null`. */
  name(tag: number): string | null {
    return this.names(tag).at(-1) ?? null;
  }
}

/** Reads the dynamic section of the last `PT_DYNAMIC`; `null` without one. */
export function readDynamic(file: FileBytes, segments: readonly ProgramHeader[]): DynamicSection | null {
  const segment = segments.findLast((candidate) => candidate.type === PT.DYNAMIC);
  if (segment === undefined) return null;
  if (mapAddress(segments, segment.vaddr).kind === "zero") return new DynamicSection(file, segments, []);
  return new DynamicSection(
    file,
    segments,
    readEntries(file, fileRange(segments, segment.vaddr, "PT_DYNAMIC p_vaddr")),
  );
}
