import { ElfError } from "../errors.ts";
import { symbolEntry, type SymbolEntry } from "../structures/symbol-entry.ts";
import type { FileBytes } from "./file-bytes.ts";
import { RowReader } from "./row-reader.ts";
import type { StringTable } from "./string-table.ts";

/** One symbol, with its name. */
export interface ElfSymbol {
  /** As a byte string. */
  readonly name: string;
  readonly value: bigint;
  readonly size: bigint;
  /** `STB_*`: 0 local, 1 global, 2 weak, 10 GNU unique. */
  readonly binding: number;
  /** `STT_*`: 0 none, 1 object, 2 function, 3 section, 4 file, 5 common, 6 TLS, 10 GNU ifunc. */
  readonly type: number;
  /** `STV_*`: 0 default, 1 internal, 2 hidden, 3 protected. */
  readonly visibility: number;
  /** Index of the section, or a special one from 0xff00 on; 0 is undefined. As written: `SHN_XINDEX` is not resolved. */
  readonly section: number;
}

/** Where a symbol table is. */
export interface SymbolTablePlace {
  readonly offset: number;
  readonly count: number;
}

/** The symbols of a table, read as they are asked for. */
export class SymbolTable implements Iterable<ElfSymbol> {
  /** Symbols in the table, the empty one at index 0 included. */
  readonly count: number;
  readonly #rows: RowReader<SymbolEntry>;
  readonly #names: StringTable;

  constructor(file: FileBytes, place: SymbolTablePlace, names: StringTable) {
    this.count = place.count;
    this.#rows = new RowReader(file, place.offset, place.count, symbolEntry);
    this.#names = names;
  }

  /**
   * Reads one symbol.
   *
   * @throws {@link ElfError} `ERR_ELF_TRUNCATED` when its name is outside the string table, `ERR_ELF_ARGUMENT` for an index outside the table
   */
  at(index: number): ElfSymbol {
    const entry = this.#rows.at(this.#checked(index));
    return {
      name: entry.nameOffset === 0 ? "" : this.#names.at(entry.nameOffset),
      value: entry.value,
      size: entry.size,
      binding: entry.info >> 4,
      type: entry.info & 15,
      visibility: entry.other & 3,
      section: entry.shndx,
    };
  }

  /** Reads one symbol's name alone. */
  nameAt(index: number): string {
    const { nameOffset } = this.#rows.at(this.#checked(index));
    return nameOffset === 0 ? "" : this.#names.at(nameOffset);
  }

  /** Reads every name, and throws the error of the first that is not in the string table. */
  checkNames(): void {
    for (let index = 0; index < this.count; index++) this.nameAt(index);
  }

  *[Symbol.iterator](): IterableIterator<ElfSymbol> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }

  #checked(index: number): number {
    if (Number.isInteger(index) && index >= 0 && index < this.count) return index;
    const expected = `0 to ${this.count - 1}`;
    throw new ElfError({ code: "ERR_ELF_ARGUMENT", offset: null, field: "symbol index", found: String(index), expected });
  }
}
