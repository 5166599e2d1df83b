import { describe, expect, test } from "vitest";
import { memoryOf, recordSize, RECORD_HEADER, writeRecord } from "../pattern/record.ts";
import { tokenize } from "../pattern/tokenize.ts";
import { matchBits } from "./bits.ts";
import { matchProgram } from "./match.ts";

const encoder = new TextEncoder();

interface Answers {
  readonly pointers: boolean;
  readonly bits: boolean;
  readonly milliseconds: number;
}

/** Patterns here begin with a wildcard and end with one, so nothing is decided by literal ends. */
function run(pattern: string, text: string): Answers {
  const parsed = tokenize(encoder.encode(pattern), { pathAware: true, ignoreCase: false });
  const memory = memoryOf(new Int32Array(recordSize(parsed)));
  const code = memory.words;
  writeRecord(memory, 0, parsed, 0);
  const bytes = encoder.encode(text);
  const before = performance.now();
  const pointers = matchProgram(code, 0, RECORD_HEADER, bytes, 0, bytes.length);
  const milliseconds = performance.now() - before;
  return { pointers, bits: matchBits(code, 0, RECORD_HEADER, bytes, 0, bytes.length), milliseconds };
}

describe("both matchers", () => {
  test.each([
    ["*a*b?", "xaxbx", true],
    ["*a*b?", "xa/bx", false],
    ["**a*b?", "a/axbx", true],
    ["**/a*/b?", "a/ab/c/a/bx", true],
    ["**/a*/b?", "xa/bx", false],
    ["?**/b/***", "a/b", true],
    ["?**/b/***", "a/b/c/d", true],
    ["?**/b/***", "a/bc", false],
    [`*${"a".repeat(31)}?`, "a".repeat(32), true],
    [`*${"a".repeat(32)}?`, "a".repeat(32), false],
    [`?${"a".repeat(30)}**/b?`, `a${"a".repeat(30)}/x/bc`, true],
    [`?${"a/".repeat(16)}**/b?`, `a${"a/".repeat(16)}bc`, true],
    [`*${"[ab]".repeat(70)}*`, "ab".repeat(35), true],
  ])("%s on %s", (pattern, text, expected) => {
    const { pointers, bits } = run(pattern, text);
    expect({ pointers, bits }).toEqual({ pointers: expected, bits: expected });
  });
});

/** Pattern and text of `size` bytes that make a matcher try again and again, and whether they match. */
const HOSTILE: readonly (readonly [string, (size: number) => string])[] = [
  [`${"*a".repeat(32)}[b]`, (size) => "a".repeat(size)],
  [`*${"a".repeat(64)}[b]`, (size) => "a".repeat(size)],
  [`${"**/a/".repeat(16)}[b]`, (size) => "a/".repeat(size / 2)],
  ["**a*b*c*[d]", (size) => "abc".repeat(size / 3)],
  ["**a*a/[z]", (size) => `${"a".repeat(15)}/`.repeat(size / 16)],
  [`${"*?".repeat(16)}[b]`, (size) => "a".repeat(size)],
  [`${"*[ab]".repeat(32)}[c]`, (size) => "ab".repeat(size / 2)],
  ["**/*a*b/***", (size) => "aaaa/".repeat(size / 5)],
];

describe("hostile patterns", () => {
  test.each(HOSTILE)("%s cost no more than in proportion to the text", (pattern, textOf) => {
    const text = textOf(131_072);
    expect(run(pattern, textOf(1_024))).toMatchObject({ pointers: false, bits: false });
    const { pointers, bits, milliseconds } = run(pattern, text);
    expect({ pointers, bits }).toEqual({ pointers: false, bits: false });
    // Quadratic would be minutes; linear is a few milliseconds.
    expect(milliseconds).toBeLessThan(1_000);
  });

  test.each([
    ["stars and letters", `${"*a".repeat(2_047)}[b]`, "a".repeat(4_096)],
    ["a long literal", `*${"a".repeat(4_000)}[b]`, "a".repeat(4_096)],
    ["directories", `${"**/a/".repeat(819)}[b]`, "a/".repeat(2_048)],
    ["classes", `${"*[!b]".repeat(818)}[c]`, "a".repeat(4_096)],
  ])("of 4,096 bytes: %s", (_, pattern, text) => {
    const { pointers, bits, milliseconds } = run(pattern, text);
    expect({ pointers, bits }).toEqual({ pointers: false, bits: false });
    expect(milliseconds).toBeLessThan(500);
  });
});
