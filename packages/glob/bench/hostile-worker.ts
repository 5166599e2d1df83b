import { glob } from "@sbx/glob";
import { exponentOf } from "./statistics.ts";

// Prints the growth exponent of each hostile family, then the worst time for 4,096 bytes of pattern and text, as JSON.

const SIZES = [8_192, 16_384, 32_768, 65_536, 131_072];

/** Patterns end in a class, so that no literal end gives the answer away; nothing matches. */
const FAMILIES: readonly (readonly [name: string, pattern: string, text: (size: number) => string])[] = [
  ["(*a)³²[b] on aⁿ", `${"*a".repeat(32)}[b]`, (size) => "a".repeat(size)],
  ["*a⁶⁴[b] on aⁿ", `*${"a".repeat(64)}[b]`, (size) => "a".repeat(size)],
  ["(**/a/)¹⁶[b] on (a/)ⁿ", `${"**/a/".repeat(16)}[b]`, (size) => "a/".repeat(size / 2)],
  ["**a*b*c*[d] on (abc)ⁿ", "**a*b*c*[d]", (size) => "abc".repeat(size / 3)],
  ["**a*a/[z] on (a¹⁵/)ⁿ", "**a*a/[z]", (size) => `${"a".repeat(15)}/`.repeat(size / 16)],
  ["(*?)¹⁶[b] on aⁿ", `${"*?".repeat(16)}[b]`, (size) => "a".repeat(size)],
  ["(*[ab])³²[c] on (ab)ⁿ", `${"*[ab]".repeat(32)}[c]`, (size) => "ab".repeat(size / 2)],
  ["**/*a*b/*** on (a⁴/)ⁿ", "**/*a*b/***", (size) => "aaaa/".repeat(size / 5)],
];

const WORST: readonly (readonly [name: string, pattern: string, text: string])[] = [
  ["(*a)²⁰⁴⁷[b]", `${"*a".repeat(2_047)}[b]`, "a".repeat(4_096)],
  ["*a⁴⁰⁹²[b]", `*${"a".repeat(4_092)}[b]`, "a".repeat(4_096)],
  ["*a²⁰⁰⁰[b]", `*${"a".repeat(2_000)}[b]`, "a".repeat(4_096)],
  ["**(a?)²⁰⁰⁰[b]", `**${"a?".repeat(2_000)}[b]`, "a".repeat(4_096)],
  ["(**/a/)⁸¹⁹[b]", `${"**/a/".repeat(818)}[b]`, "a/".repeat(2_048)],
  ["(*[!b])⁸¹⁸[c]", `${"*[!b]".repeat(818)}[c]`, "a".repeat(4_096)],
];

const encoder = new TextEncoder();

const ROUND_MICROSECONDS = 8_000;

/** Processor time of one match in milliseconds, of the quickest round: what else runs on the machine only adds. */
function time(pattern: string, text: string): number {
  const compiled = glob(pattern);
  const bytes = encoder.encode(text);
  if (compiled.test(bytes)) throw new Error(`${pattern} must not match`);
  const times = Array.from({ length: 9 }, () => {
    let matches = 0;
    const before = process.cpuUsage();
    let spent = 0;
    for (; spent < ROUND_MICROSECONDS; matches++) {
      compiled.test(bytes);
      const { user, system } = process.cpuUsage(before);
      spent = user + system;
    }
    return spent / matches / 1_000;
  });
  return Math.min(...times);
}

for (const [, pattern, text] of FAMILIES) time(pattern, text(SIZES[0]!));
const families = FAMILIES.map(([name, pattern, text]) => {
  const times = SIZES.map((size) => time(pattern, text(size)));
  return { name, exponent: exponentOf(SIZES, times), slowest: times.at(-1)! };
});
const worst = WORST.map(([name, pattern, text]) => ({ name, milliseconds: time(pattern, text) }));
console.log(JSON.stringify({ families, worst }));
