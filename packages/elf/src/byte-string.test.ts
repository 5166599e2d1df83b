import { describe, expect, test } from "vitest";
import { byteString, nulIndex, PageDecoder } from "./byte-string.ts";

const all = Uint8Array.from({ length: 256 }, (_, index) => index);
const codes = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));

describe("a byte string has one character for each byte", () => {
  test.each([0, 1, 7, 8, 9, 255, 256])("%d bytes", (length) => {
    expect(codes(byteString(all, 0, length))).toEqual([...all.subarray(0, length)]);
  });

  test.each([
    ["ASCII", Uint8Array.from({ length: 128 }, (_, index) => index)],
    ["every byte", all],
    ["valid UTF-8", new TextEncoder().encode("naïve €")],
    ["a byte order mark", Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)],
    ["half a character", Uint8Array.of(0x41, 0xc3)],
    ["nothing", new Uint8Array(0)],
    ["shared memory", new Uint8Array(new SharedArrayBuffer(3)).fill(0x61)],
  ])("a page of %s", (_, bytes) => {
    expect(codes(new PageDecoder().text(bytes))).toEqual([...bytes]);
  });
});

test.each([
  [0, 8, 3],
  [3, 8, 3],
  [4, 8, 8],
  [0, 2, 2],
])("the first NUL from %d to %d is at %d", (start, end, expected) => {
  expect(nulIndex(Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1, 0), start, end)).toBe(expected);
});
