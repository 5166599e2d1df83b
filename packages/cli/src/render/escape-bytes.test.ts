import { describe, expect, test } from "vitest";
import { escapeBytes, escapeText } from "./escape-bytes.ts";

describe("escapeBytes", () => {
  test.each([
    ["/etc/passwd", "/etc/passwd"],
    ["/home/jürgen/日本", "/home/jürgen/日本"],
    // pitfall 9: names that would reach the terminal as commands
    ["/tmp/\u001b[2Jx", "/tmp/\\x1b[2Jx"],
    ["/tmp/a\nb\tc\rd", "/tmp/a\\x0ab\\x09c\\x0dd"],
    ["/tmp/\u007f", "/tmp/\\x7f"],
    ["/tmp/\u009b31m", "/tmp/\\xc2\\x9b31m"],
    ["/tmp/\u202egpj.exe", "/tmp/\\xe2\\x80\\xaegpj.exe"],
    ["/tmp/a\u2028b", "/tmp/a\\xe2\\x80\\xa8b"],
    ["/tmp/a\\x1b", "/tmp/a\\\\x1b"],
    ["", ""],
  ])("%j", (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });

  test.each([
    [[0x2f, 0xff], "/\\xff"],
    [[0x2f, 0xc3], "/\\xc3"],
    [[0xc0, 0xaf], "\\xc0\\xaf"],
    [[0xe0, 0x80, 0x80], "\\xe0\\x80\\x80"],
    [[0xed, 0xa0, 0x80], "\\xed\\xa0\\x80"],
    [[0xf4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"],
    [[0xe2, 0x82, 0xac], "€"],
    [[0xf0, 0x9f, 0x98, 0x80], "😀"],
    [[0xe2, 0x82, 0x41], "\\xe2\\x82A"],
    [[0x80], "\\x80"],
  ])("bytes %j", (bytes, expected) => {
    expect(escapeBytes(Uint8Array.from(bytes))).toBe(expected);
  });
});
