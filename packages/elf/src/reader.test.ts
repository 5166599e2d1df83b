import { describe, expect, test } from "vitest";
import { encodings } from "../samples/byte-writer.ts";
import { ByteReader, toOffset } from "./reader.ts";

const bytes = Uint8Array.from([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]);

describe.each(encodings)("$label", (encoding) => {
  const reader = new ByteReader(bytes, 0, encoding);
  const { wide, little } = encoding;

  test("reads halves and words in the file's byte order", () => {
    expect(reader.u8(0)).toBe(0x01);
    expect(reader.u16(0)).toBe(little ? 0x2301 : 0x0123);
    expect(reader.u32(4)).toBe(little ? 0xefcd_ab89 : 0x89ab_cdef);
  });

  test("keeps every bit of an address", () => {
    const narrow = little ? 0x6745_2301n : 0x0123_4567n;
    expect(reader.address(0)).toBe(wide ? (little ? 0xefcd_ab89_6745_2301n : 0x0123_4567_89ab_cdefn) : narrow);
  });

  test("a word above 2^53 is rounded but stays above", () => {
    const top = new ByteReader(new Uint8Array(8).fill(0xff), 0, encoding);
    expect(top.word(0)).toBe(wide ? 2 ** 64 : 2 ** 32 - 1);
  });

  test.each([
    ["u8", 1],
    ["u16", 2],
    ["u32", 4],
  ] as const)("%s needs its %d bytes", (read, size) => {
    expect(reader[read](8 - size)).toBeTypeOf("number");
    for (const at of [8 - size + 1, 8, 9, -1, 2 ** 31, 2 ** 53]) {
      expect(() => reader[read](at)).toThrow(expect.objectContaining({ code: "ERR_ELF_TRUNCATED", offset: at }));
    }
  });
});

test("require does not wrap around at any size", () => {
  const reader = new ByteReader(bytes, 0x100, { wide: true, little: true });
  expect(() => reader.require(8, 0, "nothing")).not.toThrow();
  for (const size of [1, 2 ** 32, 2 ** 53, Number.MAX_VALUE]) {
    expect(() => reader.require(8, size, "too much")).toThrow(
      expect.objectContaining({
        code: "ERR_ELF_TRUNCATED",
        offset: 0x108,
        field: "too much",
        found: 0,
        expected: `${size} bytes`,
      }),
    );
  }
});

test.each([
  [0n, 0],
  [0x1f_ffff_ffff_ffffn, Number.MAX_SAFE_INTEGER],
])("%d is an offset", (value, offset) => {
  expect(toOffset(value, "e_phoff", 32)).toBe(offset);
});

test.each([0x20_0000_0000_0000n, 0xffff_ffff_ffff_ffffn])("%d is a typed error as an offset", (value) => {
  expect(() => toOffset(value, "e_phoff", 32)).toThrow(
    expect.objectContaining({
      code: "ERR_ELF_RANGE",
      offset: 32,
      field: "e_phoff",
      found: value,
      expected: "at most 2^53-1",
    }),
  );
});
