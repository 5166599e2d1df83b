import { ElfError } from "../../errors.ts";
import { SymbolEntry, symbolEntry } from "../../structures/symbol-entry.ts";
import type { ByteReader } from "../../reader.ts";
import type { FileBytes } from "../reading/file-bytes.ts";
import { RowReader } from "../reading/row-reader.ts";
import type { StringTable } from "./string-table.ts";

/** One symbol, with its name. */
export class ElfSymbol extends SymbolEntry {
  /** As a byte string. */
  declare readonly name: string;

  /** Made by {@link SymbolTable.at}. */
  constructor(reader: ByteReader, at: number, names: StringTable) {
    super(reader, at);
    this.name = this.nameOffset === 0 ? "" : names.at(this.nameOffset);
  }
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
    return this.#read(this.#checked(index));
  }

  /** Reads one symbol's name alone. */
  nameAt(index: number): string {
    // `st_name` is first in both classes.
    const place = this.#rows.place(this.#checked(index));
    const nameOffset = this.#rows.chunk.u32(place);
    return nameOffset === 0 ? "" : this.#names.at(nameOffset);
  }

  /** Reads every name, and throws the error of the first that is not in the string table. */
  checkNames(): void {
    for (let index = 0; index < this.count; index++) this.nameAt(index);
  }

  /** Reads all of them in order. */
  *[Symbol.iterator](): IterableIterator<ElfSymbol> {
    for (let index = 0; index < this.count; index++) yield this.#read(index);
  }

  #read(index: number): ElfSymbol {
    const place = this.#rows.place(index);
    return new ElfSymbol(this.#rows.chunk, place, this.#names);
  }

  #checked(index: number): number {
    if (Number.isInteger(index) && index >= 0 && index < this.count) return index;
    const expected = `0 to ${this.count - 1}`;
    throw new ElfError({ code: "ERR_ELF_ARGUMENT", offset: null, field: "symbol index", found: String(index), expected });
  }
}
