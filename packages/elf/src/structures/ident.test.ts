import { describe, expect, test } from "vitest";
import { testStructure } from "../../samples/structure-contract.ts";
import { declaredEncoding, hasElfMagic, ident } from "./ident.ts";

testStructure(ident, {
  write: (out) => out.bytes([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 3, 4, 0, 0, 0, 0, 0, 0, 0]),
  expected: () => ({ class: 2, data: 1, version: 1, osAbi: 3, abiVersion: 4 }),
});

describe("declaredEncoding", () => {
  const found = { class: 1, data: 1, version: 1, osAbi: 0, abiVersion: 0 };

  test.each([
    [1, 1, { wide: false, little: true }],
    [1, 2, { wide: false, little: false }],
    [2, 1, { wide: true, little: true }],
    [2, 2, { wide: true, little: false }],
  ])("class %d with data %d", (elfClass, data, encoding) => {
    expect(declaredEncoding({ ...found, class: elfClass, data })).toEqual(encoding);
  });

  test.each([
    [0, 1, { code: "ERR_ELF_IDENT", offset: 4, field: "EI_CLASS", found: 0, expected: "1 or 2" }],
    [3, 1, { code: "ERR_ELF_IDENT", offset: 4, field: "EI_CLASS", found: 3, expected: "1 or 2" }],
    [1, 0, { code: "ERR_ELF_IDENT", offset: 5, field: "EI_DATA", found: 0, expected: "1 or 2" }],
    [2, 255, { code: "ERR_ELF_IDENT", offset: 5, field: "EI_DATA", found: 255, expected: "1 or 2" }],
  ])("refuses class %d with data %d", (elfClass, data, defect) => {
    expect(() => declaredEncoding({ ...found, class: elfClass, data })).toThrow(expect.objectContaining(defect));
  });
});

test("the magic is four bytes and no less", () => {
  const magic = [0x7f, 0x45, 0x4c, 0x46];
  expect(hasElfMagic(Uint8Array.from(magic))).toBe(true);
  for (let index = 0; index < 4; index++) {
    expect(hasElfMagic(Uint8Array.from(magic.slice(0, index)))).toBe(false);
    expect(hasElfMagic(Uint8Array.from(magic.with(index, 0)))).toBe(false);
  }
});
