import { mapAddress } from "../address-map.ts";
import { byteString, nulIndex } from "../byte-string.ts";
import { DT } from "../constants/dynamic.ts";
import { typeName, type ElfType } from "../constants/file.ts";
import { PT } from "../constants/segments.ts";
import { SHF, SHT } from "../constants/sections.ts";
import { defectOf, ElfError, type ElfDefect } from "../errors.ts";
import { checkLimit } from "../limits.ts";
import { compressionHeader, type CompressionHeader } from "../structures/compression-header.ts";
import type { FileHeader } from "../structures/file-header.ts";
import type { Ident } from "../structures/ident.ts";
import type { ProgramHeader } from "../structures/program-header.ts";
import { findAnomalies } from "./anomalies.ts";
import { readDynamicRelocations, readDynamicSymbols } from "./symbols/dynamic-symbols.ts";
import { readDynamic, type DynamicSection } from "./dynamic-section.ts";
import { checkedRange, type FileBytes } from "./reading/file-bytes.ts";
import { Lazy } from "./reading/lazy.ts";
import { readNotes, type Note } from "./notes.ts";
import type { RelocationTable } from "./relocations.ts";
import { readSectionRelocations, readSymbols } from "./section-tables.ts";
import { readSections, type Section } from "./sections.ts";
import type { SymbolTable } from "./symbols/symbol-table.ts";
import { readSegments } from "./tables.ts";
import { readVersions, type SymbolVersions } from "./versions.ts";

const PATH_MAX = 4096;

/**
 * An ELF file, each part read when it is first asked for. A part that is damaged throws its {@link ElfError} each
 * time; {@link Elf.anomalies} never throws and lists all damage. Addresses are exact `bigint`s, names byte strings.
 */
export class Elf {
  /** `e_ident`. */
  readonly ident: Ident;
  /** The rest of the ELF header, as written. */
  readonly header: FileHeader;
  /** Bits of an address, by `EI_CLASS`. */
  readonly class: 32 | 64;
  /** Byte order, by `EI_DATA`. */
  readonly endian: "little" | "big";
  /** What kind of file it is, by `e_type`. */
  readonly type: ElfType;
  /** Bytes of the file. */
  readonly size: number;
  readonly #file: FileBytes;
  readonly #reported: ElfDefect[] = [];
  readonly #segments: Lazy<readonly ProgramHeader[]>;
  readonly #sections: Lazy<readonly Section[]>;
  readonly #dynamic: Lazy<DynamicSection | null>;
  readonly #symbols: Lazy<SymbolTable | null>;
  readonly #dynamicSymbols: Lazy<SymbolTable | null>;
  readonly #notes: Lazy<readonly Note[]>;

  /** Made by {@link parseElf}. */
  constructor(file: FileBytes, ident: Ident, header: FileHeader) {
    this.ident = ident;
    this.header = header;
    this.class = file.wide ? 64 : 32;
    this.endian = file.little ? "little" : "big";
    this.type = typeName(header.type);
    this.size = file.size;
    this.#file = file;
    this.#segments = new Lazy(() => readSegments(file, header));
    this.#sections = new Lazy(() => readSections(file, header, (error) => this.#report(error)));
    this.#dynamic = new Lazy(() => readDynamic(file, this.segments));
    this.#symbols = new Lazy(() => readSymbols(file, this.sections));
    this.#dynamicSymbols = new Lazy(() => {
      const { dynamic } = this;
      if (dynamic === null) return null;
      return readDynamicSymbols(file, { dynamic, machine: header.machine, sections: () => this.sections });
    });
    this.#notes = new Lazy(() => readNotes(file, this.segments, () => this.sections));
  }

  /** The program headers. */
  get segments(): readonly ProgramHeader[] {
    return this.#segments.value;
  }

  /** The sections with their names; empty in a file without section headers. */
  get sections(): readonly Section[] {
    return this.#sections.value;
  }

  /** The dynamic section, found through `PT_DYNAMIC`; `null` in a static program. */
  get dynamic(): DynamicSection | null {
    return this.#dynamic.value;
  }

  /** Path of the interpreter that the first `PT_INTERP` names, or `null`. */
  get interpreter(): string | null {
    const segment = this.segments.find((candidate) => candidate.type === PT.INTERP);
    // objcopy --only-keep-debug leaves the header and takes the path.
    if (segment === undefined || segment.filesz === 0n) return null;
    const { offset, size } = checkedRange(this.#file, segment.offset, segment.filesz, "PT_INTERP");
    checkLimit(size, PATH_MAX, "PT_INTERP", offset);
    const bytes = this.#file.bytes(offset, size, "PT_INTERP");
    const end = nulIndex(bytes, 0, size);
    if (end === size) {
      throw new ElfError({
        code: "ERR_ELF_VALUE",
        offset,
        field: "PT_INTERP",
        found: "no NUL",
        expected: "a terminated path",
      });
    }
    return byteString(bytes, 0, end);
  }

  /** Libraries in `DT_NEEDED`, in order. */
  get needed(): readonly string[] {
    return this.dynamic?.names(DT.NEEDED) ?? [];
  }

  /** `DT_SONAME`, or `null`. */
  get soname(): string | null {
    return this.dynamic?.name(DT.SONAME) ?? null;
  }

  /** `DT_RPATH` as written, or `null`. */
  get rpath(): string | null {
    return this.dynamic?.name(DT.RPATH) ?? null;
  }

  /** `DT_RUNPATH` as written, or `null`. */
  get runpath(): string | null {
    return this.dynamic?.name(DT.RUNPATH) ?? null;
  }

  /** The symbols of the section `.symtab`; `null` in a stripped file. */
  get symbols(): SymbolTable | null {
    return this.#symbols.value;
  }

  /** The symbols that ld.so sees, found through the dynamic section; `null` in a static program. */
  get dynamicSymbols(): SymbolTable | null {
    return this.#dynamicSymbols.value;
  }

  /** The symbol versions; `null` in a static program. */
  get versions(): SymbolVersions | null {
    return this.dynamic === null ? null : readVersions(this.#file, this.dynamic);
  }

  /** Relocation tables: of the sections, or in a file without section headers those of the dynamic section. */
  get relocations(): readonly RelocationTable[] {
    const { machine } = this.header;
    if (this.sections.length > 0) return readSectionRelocations(this.#file, this.sections, machine);
    return this.dynamic === null ? [] : readDynamicRelocations(this.#file, this.dynamic, machine);
  }

  /** The notes of the `PT_NOTE` segments, then those of note sections outside them. */
  get notes(): readonly Note[] {
    return this.#notes.value;
  }

  /** Bytes of a note's descriptor. */
  noteData(note: Note): Uint8Array {
    checkLimit(note.size, this.#file.limits.noteBytes, "note descriptor", note.offset);
    return this.#file.bytes(note.offset, note.size, "note descriptor");
  }

  /** Bytes of a section, as they are in the file (compressed ones stay so); none for `SHT_NOBITS` and `SHT_NULL`. */
  sectionData(section: Section): Uint8Array {
    if (section.type === SHT.NOBITS || section.type === SHT.NULL || section.size === 0n) return new Uint8Array(0);
    const { offset, size } = checkedRange(this.#file, section.offset, section.size, "section");
    return this.#file.bytes(offset, size, "section");
  }

  /** What a compressed section claims of itself; `null` for any other section. Nothing is decompressed. */
  compressionOf(section: Section): CompressionHeader | null {
    if ((section.flags & SHF.COMPRESSED) === 0n || section.type === SHT.NOBITS) return null;
    const { offset, size } = checkedRange(this.#file, section.offset, section.size, "section");
    const most = Math.min(size, compressionHeader.size(this.class === 64));
    return compressionHeader.parse(this.#file.reader(offset, most, "compression header"), 0);
  }

  /** Where the byte at an address is in the file; `null` when no segment maps it from there. */
  offsetOf(address: bigint): number | null {
    const mapped = mapAddress(this.segments, address);
    return mapped.kind === "file" && mapped.offset <= this.size ? mapped.offset : null;
  }

  /** Reads every part once and lists what is not well-formed, at most 1,000 entries. An empty list is a clean file. */
  anomalies(): readonly ElfDefect[] {
    return findAnomalies(this, this.#reported);
  }

  #report(error: ElfError): void {
    if (this.#reported.length < 1000) this.#reported.push(defectOf(error));
  }
}
