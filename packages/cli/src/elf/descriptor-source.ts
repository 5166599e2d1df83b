import { fstatSync, readSync } from "node:fs";
import type { PositionalSource } from "@sbx/elf";

/** A positional reader over an open file. One buffer serves the small reads. */
export class DescriptorSource implements PositionalSource {
  readonly #fd: number;
  readonly #buffer = new Uint8Array(1 << 16);

  constructor(fd: number) {
    this.#fd = fd;
  }

  get size(): number {
    return fstatSync(this.#fd).size;
  }

  read(offset: number, length: number): Uint8Array {
    const target = length <= this.#buffer.length ? this.#buffer : new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const bytes = readSync(this.#fd, target, filled, length - filled, offset + filled);
      if (bytes === 0) break;
      filled += bytes;
    }
    return target.subarray(0, filled);
  }
}
