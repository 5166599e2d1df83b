import { describe, expect, test } from "vitest";
import { OP_ANY, OP_BYTE, OP_CLASS, OP_DEEP, OP_DIRS, OP_END, OP_FOLD, OP_NEVER, OP_STAR, OP_TAIL } from "./ops.ts";
import { tokenize, type Dialect } from "./tokenize.ts";

const AWARE: Dialect = { pathAware: true, ignoreCase: false };

function ops(pattern: string, dialect: Dialect = AWARE): readonly (string | number)[] {
  const { ops: found, end } = tokenize(new TextEncoder().encode(pattern), dialect);
  return [...found, end].map((op) => (op < 128 ? String.fromCharCode(op) : op));
}

describe("a pattern becomes instructions", () => {
  test.each([
    ["a\\*", ["a", "*", OP_END]],
    ["a\\b", ["a", "\\", "b", OP_END]],
    ["*\\", [OP_NEVER, OP_END]],
    ["a/*", ["a", "/", OP_STAR, OP_END]],
    ["a**b", ["a", OP_DEEP, "b", OP_END]],
    ["**/a", [OP_DIRS, "a", OP_END]],
    ["a/**/b", ["a", "/", OP_DIRS, "b", OP_END]],
    ["a/**\\/b", ["a", "/", OP_DIRS, "b", OP_END]],
    ["a/**/**/b", ["a", "/", OP_DIRS, "b", OP_END]],
    ["a/****/b", ["a", "/", OP_DIRS, "b", OP_END]],
    ["a/**", ["a", "/", OP_DEEP, OP_END]],
    ["a/***", ["a", OP_TAIL]],
    ["a/****", ["a", "/", OP_DEEP, OP_END]],
    ["/***", [OP_TAIL]],
    ["***", [OP_DEEP, OP_END]],
    ["a***", ["a", OP_DEEP, OP_END]],
    ["a**/b", ["a", OP_DEEP, "/", "b", OP_END]],
    ["?[ab]", [OP_ANY, OP_CLASS, OP_END]],
    ["[a", ["[", "a", OP_END]],
    ["[[:no:]]", [OP_NEVER, OP_END]],
    ["", [OP_END]],
  ])("%s", (pattern, expected) => {
    expect(ops(pattern)).toEqual(expected);
  });

  test("path-unaware: every run of stars is the same, and ? takes a slash", () => {
    expect(ops("*/**/?/***", { pathAware: false, ignoreCase: false })).toEqual([
      OP_DEEP,
      "/",
      OP_DEEP,
      "/",
      OP_BYTE,
      "/",
      OP_DEEP,
      OP_END,
    ]);
  });

  test("case folded: ASCII letters only", () => {
    expect(ops("aZ1", { pathAware: true, ignoreCase: true })).toEqual([OP_FOLD | 97, OP_FOLD | 122, "1", OP_END]);
  });

  test("escapes apply without a wildcard if asked for", () => {
    expect(ops("\\{a\\}", { ...AWARE, escapes: true })).toEqual(["{", "a", "}", OP_END]);
  });
});

describe("reading a long pattern takes time in proportion to it", () => {
  const size = 262_144;
  test.each([
    ["open brackets", "[".repeat(size)],
    ["open brackets and an escaped one that does not close them", `${"[".repeat(size)}\\]`],
    ["beginnings of names", "[:".repeat(size / 2)],
    ["beginnings of names, and a bracket at the end", `${"[[:".repeat(size / 3)}]`],
    ["names without a closing bracket", "[[:alpha:]x-".repeat(size / 12)],
    ["negated ones", "[!".repeat(size / 2)],
    ["a name as long as the pattern", `[[:${"a".repeat(size)}:]]`],
    ["stars", "*?".repeat(size / 2)],
    ["directories", "**/".repeat(size / 3)],
  ])("%s", (_, pattern) => {
    const bytes = new TextEncoder().encode(pattern);
    const before = performance.now();
    expect(tokenize(bytes, AWARE).end).toBe(OP_END);
    // Quadratic would be half a minute or more.
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});
