import { ElfError } from "../errors.ts";
import type { ElfLimits } from "../limits.ts";
import { ByteReader, type Encoding } from "../reader.ts";
import { readUpTo, type ElfSource } from "../source.ts";
import { BINPRM_BUF_SIZE } from "./script.ts";

/** The few reads that an exec check may make. Only the latest one is valid, and the head. */
export class ReadBudget {
  /** The start of the file, padded to 256 bytes with zeros when the file is shorter, as the kernel does. */
  head: Uint8Array;
  /** Bytes of the file that the first read found. */
  readonly headSize: number;
  /** What holds the latest read: its bytes, or in memory the whole file. */
  bytes: Uint8Array;
  /** Where byte 0 of `bytes` is in the file. */
  base = 0;
  /** The latest read covers the file from here. */
  start = 0;
  /** The latest read covers the file up to here. */
  end: number;
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
    this.bytes = source instanceof Uint8Array ? source : readUpTo(source, 0, limits.execReadBytes);
    this.end = Math.min(this.bytes.length, limits.execReadBytes);
    this.headSize = this.end;
    this.head = this.bytes;
    if (this.headSize < BINPRM_BUF_SIZE) this.#copyHead();
  }

  /** Most bytes of one read. */
  get most(): number {
    return this.#limits.execReadBytes;
  }

  /** Tells whether the latest read covers these bytes. */
  holds(offset: number, size: number): boolean {
    return offset >= this.start && offset + size <= this.end;
  }

  /** Tells whether the file ends with the first read, which is still the latest: what it lacks does not exist. */
  get isWholeFile(): boolean {
    return this.start === 0 && this.end < this.#limits.execReadBytes;
  }

  /** A reader over `bytes`, which in memory may reach beyond the latest read. */
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
    this.start = offset;
    if (this.#source instanceof Uint8Array) {
      this.end = Math.max(offset, Math.min(this.bytes.length, offset + size));
      return;
    }
    // A reader may overwrite what it gave.
    if (!this.#headIsCopied) this.#copyHead();
    this.bytes = readUpTo(this.#source, offset, size);
    this.base = offset;
    this.end = offset + this.bytes.length;
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
