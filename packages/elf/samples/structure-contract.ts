import { describe, expect, test } from "vitest";
import { ElfError } from "../src/errors.ts";
import { ByteReader } from "../src/reader.ts";
import type { Structure } from "../src/structures/structure.ts";
import { ByteWriter, encodings, type SampleEncoding } from "./byte-writer.ts";

/** One structure, written out by hand. */
export interface StructureCase<T> {
  /** Writes the fields in the order of the specification. */
  readonly write: (out: ByteWriter, encoding: SampleEncoding) => unknown;
  /** The whole value that `parse` has to give. */
  readonly expected: (encoding: SampleEncoding) => T;
}

const BASE = 0x1000;
const AT = 5;

/** Tests that a structure keeps its contract in every encoding, and when cut at every length. */
export function testStructure<T>(structure: Structure<T>, row: StructureCase<T>): void {
  describe.each(encodings)(`${structure.name}, $label`, (encoding) => {
    const out = new ByteWriter(encoding).bytes(new Uint8Array(AT));
    row.write(out, encoding);
    const bytes = out.done();
    const size = bytes.length - AT;
    const reader = (length: number): ByteReader => new ByteReader(bytes.subarray(0, length), BASE, encoding);

    test("has the size that its fields add up to", () => {
      expect(structure.size(encoding.wide)).toBe(size);
    });

    test("parses every field at an odd offset", () => {
      expect(structure.parse(reader(bytes.length), AT)).toEqual(row.expected(encoding));
    });

    test("says what is missing at every truncated length", () => {
      for (let length = 0; length < size; length++) {
        let thrown: unknown = null;
        try {
          structure.parse(reader(AT + length), AT);
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(ElfError);
        expect(thrown).toMatchObject({
          code: "ERR_ELF_TRUNCATED",
          offset: BASE + AT,
          field: structure.name,
          found: length,
          expected: `${size} bytes`,
        });
      }
    });
  });
}
