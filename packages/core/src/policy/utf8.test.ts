import { assert, property, string, uint8Array } from "fast-check";
import { expect, test } from "vitest";
import { decodeUtf8, encodeUtf8, writeUtf8 } from "./utf8.ts";

test("text is encoded and decoded as the platform does it", () => {
  const encoder = new TextEncoder();
  assert(
    property(string({ unit: "binary" }), (text) => {
      expect([...encodeUtf8(text)]).toEqual([...encoder.encode(text)]);
      expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      const written = new Uint8Array(3 * text.length + 1);
      expect([...written.subarray(1, 1 + writeUtf8(text, written, 1))]).toEqual([...encodeUtf8(text)]);
    }),
  );
});

test("bytes decode without an error, and to what they were where they are UTF-8", () => {
  const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decoded = (bytes: Uint8Array): string | undefined => {
    try {
      return strict.decode(bytes);
    } catch {
      return undefined;
    }
  };
  assert(
    property(uint8Array(), (bytes) => {
      const expected = decoded(bytes);
      const text = decodeUtf8(bytes);
      expect(expected ?? text.includes("\ufffd")).toEqual(expected === undefined ? true : text);
    }),
  );
});

test.each([
  ["overlong", [0xc0, 0xaf]],
  ["a surrogate", [0xed, 0xa0, 0x80]],
  ["cut off", [0xe2, 0x82]],
  ["too large", [0xf4, 0x90, 0x80, 0x80]],
])("%s is no UTF-8", (_, bytes) => {
  expect(decodeUtf8(Uint8Array.from(bytes))).toMatch(/^\ufffd+$/);
});
