/** Width and byte order of a sample. */
export interface SampleEncoding {
  readonly wide: boolean;
  readonly little: boolean;
}

/** The four encodings that every test goes through. */
export const encodings: readonly (SampleEncoding & { readonly label: string })[] = [
  { label: "64-bit little endian", wide: true, little: true },
  { label: "64-bit big endian", wide: true, little: false },
  { label: "32-bit little endian", wide: false, little: true },
  { label: "32-bit big endian", wide: false, little: false },
];

/** Writes integers one after another; it knows nothing of the code under test. */
export class ByteWriter {
  readonly #bytes: number[] = [];
  readonly #encoding: SampleEncoding;

  constructor(encoding: SampleEncoding) {
    this.#encoding = encoding;
  }

  get length(): number {
    return this.#bytes.length;
  }

  integer(value: bigint, size: number): this {
    for (let index = 0; index < size; index++) {
      const shift = BigInt(8 * (this.#encoding.little ? index : size - 1 - index));
      this.#bytes.push(Number((BigInt.asUintN(8 * size, value) >> shift) & 0xffn));
    }
    return this;
  }

  u8(value: number): this {
    return this.integer(BigInt(value), 1);
  }

  u16(value: number): this {
    return this.integer(BigInt(value), 2);
  }

  u32(value: number): this {
    return this.integer(BigInt(value), 4);
  }

  /** An address-sized value. */
  word(value: number | bigint): this {
    return this.integer(BigInt(value), this.#encoding.wide ? 8 : 4);
  }

  bytes(bytes: Iterable<number>): this {
    for (const byte of bytes) this.#bytes.push(byte);
    return this;
  }

  /** A NUL-terminated byte string; tells where it starts. */
  text(text: string): number {
    const at = this.length;
    for (const character of text) this.#bytes.push(character.charCodeAt(0));
    this.#bytes.push(0);
    return at;
  }

  align(to: number): this {
    while (this.#bytes.length % to !== 0) this.#bytes.push(0);
    return this;
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
