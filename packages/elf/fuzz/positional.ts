import type { PositionalSource } from "@sbx/elf";

/** A reader over bytes with one small buffer that every call overwrites: what the contract allows at worst. */
export function positionalSource(file: Uint8Array): PositionalSource {
  let buffer = new Uint8Array(4096);
  return {
    size: file.length,
    read(offset: number, length: number): Uint8Array {
      if (length > buffer.length) buffer = new Uint8Array(length);
      buffer.fill(0xee, 0, Math.min(64, buffer.length));
      const bytes = file.subarray(offset, offset + length);
      buffer.set(bytes);
      return buffer.subarray(0, bytes.length);
    },
  };
}
