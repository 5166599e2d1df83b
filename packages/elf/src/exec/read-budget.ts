import { ElfError } from "../errors.ts";
import type { ElfLimits } from "../limits.ts";
import { readUpTo, type ElfSource } from "../source.ts";

/** The few reads that an exec check may make. Only the bytes of the latest one are valid. */
export class ReadBudget {
  bytes: Uint8Array;
  base = 0;
  remaining: number;
  readonly #source: ElfSource;
  readonly #limits: ElfLimits;

  /** Makes the first read, of the start of the file. */
  constructor(source: ElfSource, limits: ElfLimits) {
    this.#source = source;
    this.#limits = limits;
    this.remaining = limits.execReads - 1;
    this.bytes = readUpTo(source, 0, limits.execReadBytes);
  }

  /** Most bytes of one read. */
  get most(): number {
    return this.#limits.execReadBytes;
  }

  /** Tells whether the latest read covers these bytes. */
  holds(offset: number, size: number): boolean {
    return offset >= this.base && offset + size <= this.base + this.bytes.length;
  }

  /** Tells whether the latest read reaches the end of the file, so that what it lacks does not exist. */
  get atEnd(): boolean {
    return this.bytes.length < this.#limits.execReadBytes;
  }

  /** Replaces the latest read by one of `size` bytes; fewer come back at the end of the file. */
  seek(offset: number, size: number, field: string): void {
    if (size > this.most) this.#refuse(offset, field, `${size} bytes`, `at most ${this.most} bytes`);
    if (this.remaining === 0) {
      this.#refuse(offset, field, "one read more", `at most ${this.#limits.execReads} reads`);
    }
    this.remaining--;
    this.bytes = readUpTo(this.#source, offset, size);
    this.base = offset;
  }

  #refuse(offset: number, field: string, found: string, expected: string): never {
    throw new ElfError({ code: "ERR_ELF_LIMIT", offset, field, found, expected });
  }
}
