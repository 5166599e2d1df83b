import { expect, test } from "vitest";
import { decodeLatin1, encodeLatin1 } from "../index.ts";

const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);

test("every byte value survives the way to text and back", () => {
  const text = decodeLatin1(all);
  expect([...text].map((sign) => sign.codePointAt(0))).toEqual([...all]);
  expect(encodeLatin1(text)).toEqual(all);
});

test("a range of any size is decoded", () => {
  expect(decodeLatin1(all, 0x61, 0x64)).toBe("abc");
  expect(decodeLatin1(all, 5, 5)).toBe("");
  expect(decodeLatin1(new Uint8Array(100_000).fill(0x80))).toBe("\x80".repeat(100_000));
});

test("a character that is no byte is refused", () => {
  expect(() => encodeLatin1("aĀ")).toThrow(expect.objectContaining({ code: "NOT_LATIN1", offset: 1 }));
});
