import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { PositionalSource } from "@sbx/elf";

const buffer = new Uint8Array(4096);

/** A positional reader over a descriptor. Small reads share one buffer, as the contract allows. */
export class FdSource implements PositionalSource {
  readonly #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  get size(): number {
    return fstatSync(this.#fd).size;
  }

  read(offset: number, length: number): Uint8Array {
    const target = length <= buffer.length ? buffer : new Uint8Array(length);
    const bytes = readSync(this.#fd, target, 0, length, offset);
    return bytes === target.length ? target : target.subarray(0, bytes);
  }
}

/** Opens a file for the time of one call. */
export function withFile<T>(path: string, use: (source: FdSource) => T): T {
  const fd = openSync(path, "r");
  try {
    return use(new FdSource(fd));
  } finally {
    closeSync(fd);
  }
}
