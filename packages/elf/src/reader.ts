import { ElfError } from "./errors.ts";

/** Width and byte order of every field of one file. */
export interface Encoding {
  /** Addresses and offsets have 64 bits, not 32. */
  readonly wide: boolean;
  readonly little: boolean;
}

/**
 * Reads integers from bytes. Every bounds check of the package is here: `at ≤ length && size ≤ length − at`,
 * so nothing can wrap. 64-bit values are read as two 32-bit halves.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly length: number;
  /** Where byte 0 of `bytes` is in the file; errors name file offsets. */
  readonly base: number;
  readonly wide: boolean;
  readonly little: boolean;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, base: number, encoding: Encoding) {
    this.bytes = bytes;
    this.length = bytes.length;
    this.base = base;
    this.wide = encoding.wide;
    this.little = encoding.little;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Throws `ERR_ELF_TRUNCATED` unless `size` bytes are there. */
  require(at: number, size: number, field: string): void {
    if (!(at >= 0 && at <= this.length && size <= this.length - at)) this.#truncated(at, size, field);
  }

  u8(at: number): number {
    if (!(at >= 0 && at <= this.length - 1)) this.#truncated(at, 1, "byte");
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    if (!(at >= 0 && at <= this.length - 2)) this.#truncated(at, 2, "half");
    return this.#view.getUint16(at, this.little);
  }

  u32(at: number): number {
    if (!(at >= 0 && at <= this.length - 4)) this.#truncated(at, 4, "word");
    return this.#view.getUint32(at, this.little);
  }

  /** An address-sized field, exact up to 2^53−1. Above, it is rounded but still above: good for comparing with limits. */
  word(at: number): number {
    if (!this.wide) return this.u32(at);
    if (!(at >= 0 && at <= this.length - 8)) this.#truncated(at, 8, "extended word");
    const first = this.#view.getUint32(at, this.little);
    const second = this.#view.getUint32(at + 4, this.little);
    return this.little ? second * 0x1_0000_0000 + first : first * 0x1_0000_0000 + second;
  }

  /** An address-sized field, exact. */
  address(at: number): bigint {
    if (!this.wide) return BigInt(this.u32(at));
    if (!(at >= 0 && at <= this.length - 8)) this.#truncated(at, 8, "extended word");
    const first = this.#view.getUint32(at, this.little);
    const second = this.#view.getUint32(at + 4, this.little);
    const high = this.little ? second : first;
    const low = this.little ? first : second;
    if (high !== 0) return (BigInt(high) << 32n) | BigInt(low);
    return low === 0 ? 0n : BigInt(low);
  }

  #truncated(at: number, size: number, field: string): never {
    const found = Math.max(0, Math.min(this.length, this.length - at));
    throw new ElfError({ code: "ERR_ELF_TRUNCATED", offset: this.base + at, field, found, expected: `${size} bytes` });
  }
}

/** Turns an exact value into an offset or size: above 2^53−1 it is `ERR_ELF_RANGE`. */
export function toOffset(value: bigint, field: string, offset: number | null): number {
  if (value <= 0x1f_ffff_ffff_ffffn) return Number(value);
  throw new ElfError({ code: "ERR_ELF_RANGE", offset, field, found: value, expected: "at most 2^53-1" });
}
