import { ElfError } from "../errors.ts";
import type { ElfLimits } from "../limits.ts";
import { ByteReader, type Encoding } from "../reader.ts";
import { readUpTo, type ElfSource } from "../source.ts";
import { BINPRM_BUF_SIZE } from "./script.ts";

/** The few reads that an exec check may make. Only the bytes of the latest one are valid, and the head. */
export class ReadBudget {
  /** The start of the file, padded to 256 bytes with zeros when the file is shorter, as the kernel does. */
  head: Uint8Array;
  /** Bytes of the file that the first read found. */
  readonly headSize: number;
  bytes: Uint8Array;
  base = 0;
  remaining: number;
  readonly #source: ElfSource;
  readonly #limits: ElfLimits;
  #reader: ByteReader | null = null;
  #headIsCopied = false;

  /** Makes the first read, of the start of the file. */
  constructor(source: ElfSource, limits: ElfLimits) {
    this.#source = source;
    this.#limits = limits;
    this.remaining = limits.execReads - 1;
    this.bytes = readUpTo(source, 0, limits.execReadBytes);
    this.headSize = this.bytes.length;
    this.head = this.bytes;
    if (this.headSize < BINPRM_BUF_SIZE) this.#copyHead();
  }

  /** Most bytes of one read. */
  get most(): number {
    return this.#limits.execReadBytes;
  }

  /** Tells whether the latest read covers these bytes. */
  holds(offset: number, size: number): boolean {
    return offset >= this.base && offset + size <= this.base + this.bytes.length;
  }

  /** Tells whether the file ends with the first read, which is still the latest: what it lacks does not exist. */
  get isWholeFile(): boolean {
    return this.base === 0 && this.bytes.length < this.#limits.execReadBytes;
  }

  /** A reader over the latest read. */
  reader(encoding: Encoding): ByteReader {
    const reader = this.#reader;
    if (reader !== null && reader.wide === encoding.wide && reader.little === encoding.little) return reader;
    this.#reader = new ByteReader(this.bytes, this.base, encoding);
    return this.#reader;
  }

  /** Replaces the latest read by one of `size` bytes; fewer come back at the end of the file. */
  seek(offset: number, size: number, field: string): void {
    if (size > this.most) this.#refuse(offset, field, `${size} bytes`, `at most ${this.most} bytes`);
    if (this.remaining === 0) {
      this.#refuse(offset, field, "one read more", `at most ${this.#limits.execReads} reads`);
    }
    this.remaining--;
    // Bytes in memory stay; a reader may overwrite what it gave.
    if (!this.#headIsCopied && !(this.#source instanceof Uint8Array)) this.#copyHead();
    this.bytes = readUpTo(this.#source, offset, size);
    this.base = offset;
    this.#reader = null;
  }

  #copyHead(): void {
    const copy = new Uint8Array(BINPRM_BUF_SIZE);
    copy.set(this.head.subarray(0, BINPRM_BUF_SIZE));
    this.head = copy;
    this.#headIsCopied = true;
  }

  #refuse(offset: number, field: string, found: string, expected: string): never {
    throw new ElfError({ code: "ERR_ELF_LIMIT", offset, field, found, expected });
  }
}
