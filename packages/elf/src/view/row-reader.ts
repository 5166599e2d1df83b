import type { Structure } from "../structures/structure.ts";
import type { ByteReader } from "../reader.ts";
import type { FileBytes } from "./file-bytes.ts";

const CHUNK = 1 << 16;

/** Rows of one structure, read a chunk at a time: no table is ever copied whole. */
export class RowReader<T> {
  readonly count: number;
  readonly #file: FileBytes;
  readonly #offset: number;
  readonly #structure: Structure<T>;
  readonly #size: number;
  readonly #rowsPerChunk: number;
  #chunk: ByteReader | null = null;
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
    file.require(offset, count * this.#size, `${structure.name} table`);
  }

  /** Row `index`, which the caller keeps below `count`. */
  at(index: number): T {
    let chunk = this.#chunk;
    if (chunk === null || index < this.#first || index >= this.#first + this.#rows) chunk = this.#load(index);
    return this.#structure.parse(chunk, (index - this.#first) * this.#size);
  }

  #load(index: number): ByteReader {
    this.#first = index - (index % this.#rowsPerChunk);
    this.#rows = Math.min(this.#rowsPerChunk, this.count - this.#first);
    const offset = this.#offset + this.#first * this.#size;
    this.#chunk = this.#file.reader(offset, this.#rows * this.#size, this.#structure.name);
    return this.#chunk;
  }
}
