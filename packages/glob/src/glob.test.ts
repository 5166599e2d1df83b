import { describe, expect, test } from "vitest";
import { glob } from "./glob.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("glob", () => {
  test("takes strings as UTF-8, so a letter of two bytes needs two wildcards", () => {
    expect(["/?", "/??", "/é", "/[é]", "/é*"].map((pattern) => glob(pattern).test("/é"))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  test("takes bytes as they are", () => {
    const raw = Uint8Array.of(0x2f, 0xff, 0xfe);
    expect(glob(raw).test(raw)).toBe(true);
    expect(glob("/??").test(raw)).toBe(true);
    expect(glob("/?").test(raw)).toBe(false);
  });

  test("matches a part of a buffer", () => {
    const buffer = bytes("--/etc/a.conf--");
    expect(glob("/etc/*.conf").test(buffer, 2, 13)).toBe(true);
    expect(glob("/etc/*.conf").test(buffer, 2, 12)).toBe(false);
    expect(glob("/etc/a.conf--?").test(buffer, 2, 15)).toBe(false);
  });

  test.each(["\ud800", "a\udc00b", "\udc00\ud800", "é\ud83d/"])("refuses %j, which has no UTF-8 form", (text) => {
    for (const pattern of ["zzz", "*", "é*", "{y,z}*", "**/*.c"]) {
      expect(() => glob(pattern).test(text)).toThrow(expect.objectContaining({ code: "ERR_GLOB_SURROGATE" }));
    }
    expect(() => glob(text)).toThrow(expect.objectContaining({ code: "ERR_GLOB_SURROGATE" }));
  });

  test("pairs of surrogates are one character of four bytes", () => {
    expect(glob("????").test("😀")).toBe(true);
    expect(glob("*😀").test("a/😀")).toBe(false);
    expect(glob("**😀").test("a/😀")).toBe(true);
  });

  test("braces are alternatives unless switched off", () => {
    expect(glob("*.{js,ts}").test("a.ts")).toBe(true);
    expect(glob("*.{js,ts}").test("a.md")).toBe(false);
    expect(glob("*.{js,ts}", { braces: false }).test("a.{js,ts}")).toBe(true);
    expect(glob("\\{a,b\\}").test("{a,b}")).toBe(true);
  });

  test("folds the case of ASCII letters only", () => {
    const folded = glob("/ÉTÉ*.TXT", { ignoreCase: true });
    expect([folded.test("/ÉtÉ1.txt"), folded.test("/été1.txt")]).toEqual([true, false]);
  });

  test("path-unaware, wildcards cross slashes", () => {
    const unaware = glob("/a?b[/]*", { pathAware: false });
    expect([unaware.test("/a/b/c/d"), unaware.test("/a/bc")]).toEqual([true, false]);
  });

  test("a long literal is compared to its last byte", () => {
    const long = "x".repeat(600);
    expect([glob(long).test(long), glob(`${long}*`).test(`${long}y`), glob(`*${long}`).test(`${long}y`)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("many patterns do not get in each other's way", () => {
    const patterns = Array.from({ length: 2_000 }, (_, i) => glob(`/dir-${i}/**/*.[ch]`));
    expect(patterns.map((pattern) => pattern.test("/dir-777/x/y/z.c")).indexOf(true)).toBe(777);
  });
});
