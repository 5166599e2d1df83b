import { ElfError } from "../../errors.ts";
import type { ElfLimits } from "../../limits.ts";
import { ByteReader, toOffset, type Encoding } from "../../reader.ts";
import { readUpTo, sourceSize, type ElfSource } from "../../source.ts";

/** A file with known size, encoding and limits: what every part of the view reads from. */
export class FileBytes implements Encoding {
  readonly source: ElfSource;
  readonly size: number;
  readonly limits: ElfLimits;
  readonly wide: boolean;
  readonly little: boolean;

  constructor(source: ElfSource, limits: ElfLimits, encoding: Encoding) {
    this.source = source;
    this.size = sourceSize(source);
    this.limits = limits;
    this.wide = encoding.wide;
    this.little = encoding.little;
  }

  /** Throws `ERR_ELF_TRUNCATED` unless the file has these bytes. */
  require(offset: number, size: number, field: string): void {
    if (offset <= this.size && size <= this.size - offset) return;
    const found = Math.max(0, this.size - offset);
    throw new ElfError({ code: "ERR_ELF_TRUNCATED", offset, field, found, expected: `${size} bytes` });
  }

  /** Bytes that stay valid: a view of the caller's bytes, or a copy of what the caller's reader returned. */
  bytes(offset: number, size: number, field: string): Uint8Array {
    this.require(offset, size, field);
    const bytes = readUpTo(this.source, offset, size);
    if (bytes.length !== size) {
      const found = bytes.length;
      throw new ElfError({ code: "ERR_ELF_SOURCE", offset, field, found, expected: `${size} bytes` });
    }
    return this.source instanceof Uint8Array ? bytes : bytes.slice();
  }

  /** A reader over bytes of the file. */
  reader(offset: number, size: number, field: string): ByteReader {
    return new ByteReader(this.bytes(offset, size, field), offset, this);
  }
}

/** Checks an offset and a size as written: both at most 2^53−1, and inside the file. */
export function checkedRange(
  file: FileBytes,
  offset: bigint,
  size: bigint,
  field: string,
): { offset: number; size: number } {
  const start = toOffset(offset, field, null);
  const length = toOffset(size, field, null);
  file.require(start, length, field);
  return { offset: start, size: length };
}
