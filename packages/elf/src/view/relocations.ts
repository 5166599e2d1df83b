import { EM } from "../constants/machines.ts";
import { ElfError } from "../errors.ts";
import { relaEntry, relEntry, type RelocationEntry } from "../structures/relocation.ts";
import type { FileBytes } from "./reading/file-bytes.ts";
import { RowReader } from "./reading/row-reader.ts";

/** One relocation. */
export interface Relocation {
  /** Address (or in an object file, offset in the section) of the place. */
  readonly offset: bigint;
  /** Index into the symbol table; 0 for none. */
  readonly symbol: number;
  /** Type number of the machine; on 64-bit MIPS all three types and the special symbol, as four bytes. */
  readonly type: number;
  /** Signed addend; `null` when it is in the place to relocate. */
  readonly addend: bigint | null;
}

/** Where relocations are. */
export interface RelocationPlace {
  readonly offset: number;
  readonly count: number;
  readonly form: "rel" | "rela";
  readonly machine: number;
}

function swapBytes(word: number): number {
  return (((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

/** The relocations of a table, read as they are asked for. */
export class RelocationTable implements Iterable<Relocation> {
  /** Relocations in the table. */
  readonly count: number;
  /** Whether addends are in the table (`rela`) or in the places to relocate. */
  readonly form: "rel" | "rela";
  /** Index of the section that the places are in; 0 for a table of the whole program. */
  readonly target: number;
  readonly #rows: RowReader<RelocationEntry>;
  readonly #split: "narrow" | "wide" | "mips";

  constructor(file: FileBytes, place: RelocationPlace, target: number) {
    this.count = place.count;
    this.form = place.form;
    this.target = target;
    this.#rows = new RowReader(file, place.offset, place.count, place.form === "rela" ? relaEntry : relEntry);
    this.#split = !file.wide ? "narrow" : place.machine === EM.MIPS && file.little ? "mips" : "wide";
  }

  /**
   * Reads one relocation.
   *
   * @throws {@link ElfError} `ERR_ELF_ARGUMENT` for an index outside the table
   */
  at(index: number): Relocation {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) {
      const expected = `0 to ${this.count - 1}`;
      throw new ElfError({
        code: "ERR_ELF_ARGUMENT",
        offset: null,
        field: "relocation index",
        found: String(index),
        expected,
      });
    }
    const { offset, info, addend } = this.#rows.at(index);
    if (this.#split === "narrow") return { offset, symbol: Number(info >> 8n), type: Number(info & 0xffn), addend };
    const low = Number(info & 0xffff_ffffn);
    const high = Number(info >> 32n);
    if (this.#split === "mips") return { offset, symbol: low, type: swapBytes(high), addend };
    return { offset, symbol: high, type: low, addend };
  }

  /** Reads all of them in order. */
  *[Symbol.iterator](): IterableIterator<Relocation> {
    for (let index = 0; index < this.count; index++) yield this.at(index);
  }
}
