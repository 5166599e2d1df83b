import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../limits.ts";
import { FileBytes } from "../reading/file-bytes.ts";
import { StringTable } from "./string-table.ts";

const PAGE = 1 << 17;

function table(bytes: Uint8Array, limits = defaultLimits): StringTable {
  return new StringTable(new FileBytes(bytes, limits, { wide: true, little: true }), 0, bytes.length, "names");
}

test("a name may start in the middle of another one", () => {
  const names = table(new TextEncoder().encode("\0printf\0"));
  expect([names.at(0), names.at(1), names.at(6), names.at(7)]).toEqual(["", "printf", "f", ""]);
});

test("every byte is one character, so different names stay different", () => {
  const bytes = Uint8Array.from([...Array.from({ length: 255 }, (_, index) => index + 1), 0]);
  expect(Array.from(table(bytes).at(0), (character) => character.charCodeAt(0))).toEqual([...bytes.subarray(0, 255)]);
});

describe("a name across pages", () => {
  // Two names longer than a page are over the default limit.
  const limits = { ...defaultLimits, nameBytes: PAGE * 4 };
  const bytes = new Uint8Array(PAGE * 4).fill(0x61);
  bytes[PAGE - 2] = 0;
  bytes[PAGE * 3] = 0;

  test("is whole", () => {
    expect(table(bytes, limits).at(PAGE - 1)).toBe("a".repeat(2 * PAGE + 1));
    expect(table(bytes).at(PAGE - 2)).toBe("");
    expect(table(bytes).at(PAGE * 3)).toBe("");
  });

  test("without an end is an error, not the end of the table", () => {
    expect(() => table(bytes, limits).at(PAGE * 3 + 1)).toThrow(
      expect.objectContaining({
        code: "ERR_ELF_TRUNCATED",
        offset: PAGE * 3 + 1,
        expected: "a name that ends inside the table",
      }),
    );
  });

  test("that is too long is an error", () => {
    expect(() => table(bytes, { ...defaultLimits, nameBytes: 100 }).at(PAGE - 1)).toThrow(
      expect.objectContaining({ code: "ERR_ELF_LIMIT" }),
    );
  });
});

test("an indexed page gives the same names as a searched one", () => {
  const names = table(new TextEncoder().encode(`${"x".repeat(999)}\0${"y".repeat(999)}\0`));
  const first = [0, 500, 999, 1000, 1999].map((at) => names.at(at));
  for (let time = 0; time < 100; time++) expect([0, 500, 999, 1000, 1999].map((at) => names.at(at))).toEqual(first);
  expect(first.map((name) => name.length)).toEqual([999, 499, 0, 999, 0]);
  expect(() => table(new TextEncoder().encode("x\0y")).at(2)).toThrow(
    expect.objectContaining({ code: "ERR_ELF_TRUNCATED" }),
  );
});

test("a table of one long name, used from every place in it, is not slow", () => {
  const names = table(new Uint8Array(PAGE).fill(0x61).with(PAGE - 1, 0));
  const start = performance.now();
  for (let at = PAGE - 60_000; at < PAGE; at++) names.at(at);
  // Searching each time takes seconds.
  expect(performance.now() - start).toBeLessThan(500);
});

test.each([8, 9, 2 ** 32 - 1, 2 ** 53])("offset %d is outside a table of 8 bytes", (at) => {
  expect(() => table(new Uint8Array(8)).at(at)).toThrow(
    expect.objectContaining({ code: "ERR_ELF_TRUNCATED", offset: at, expected: "an offset below 8" }),
  );
});
