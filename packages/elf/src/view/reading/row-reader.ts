import type { Structure } from "../../structures/structure.ts";
import { ByteReader } from "../../reader.ts";
import type { FileBytes } from "./file-bytes.ts";

const CHUNK = 1 << 16;

/** Rows of one structure, read a chunk at a time: no table is ever copied whole. */
export class RowReader<T> {
  readonly count: number;
  /** The rows around the last one asked for. */
  chunk: ByteReader;
  readonly #file: FileBytes;
  readonly #offset: number;
  readonly #structure: Structure<T>;
  readonly #size: number;
  readonly #rowsPerChunk: number;
  #first = 0;
  #rows = 0;

  /** @throws `ERR_ELF_TRUNCATED` unless the file has all rows. */
  constructor(file: FileBytes, offset: number, count: number, structure: Structure<T>) {
    this.count = count;
    this.#file = file;
    this.#offset = offset;
    this.#structure = structure;
    this.#size = structure.size(file.wide);
    this.#rowsPerChunk = Math.floor(CHUNK / this.#size);
    this.chunk = new ByteReader(new Uint8Array(0), offset, file);
    file.require(offset, count * this.#size, `${structure.name} table`);
  }

  /** Row `index`, which the caller keeps below `count`. */
  at(index: number): T {
    const place = this.place(index);
    return this.#structure.parse(this.chunk, place);
  }

  /** Where row `index` starts in {@link RowReader.chunk}, which is made to hold it. */
  place(index: number): number {
    if (index < this.#first || index >= this.#first + this.#rows) this.#load(index);
    return (index - this.#first) * this.#size;
  }

  #load(index: number): void {
    this.#first = index - (index % this.#rowsPerChunk);
    this.#rows = Math.min(this.#rowsPerChunk, this.count - this.#first);
    const offset = this.#offset + this.#first * this.#size;
    this.chunk = this.#file.reader(offset, this.#rows * this.#size, this.#structure.name);
  }
}
