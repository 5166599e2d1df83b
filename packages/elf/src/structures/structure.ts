import type { ByteReader } from "../reader.ts";

/**
 * The contract of every file in this folder: one ELF structure, its `size`, and `parse` at an offset.
 * `parse` throws `ERR_ELF_TRUNCATED` unless all `size` bytes are there, and judges no value.
 */
export interface Structure<T> {
  readonly name: string;
  /** Bytes of one entry in a 64-bit (`wide`) or 32-bit file. */
  size(wide: boolean): number;
  parse(reader: ByteReader, at: number): T;
}
