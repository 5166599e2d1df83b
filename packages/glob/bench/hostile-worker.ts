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

const ROUNDS = 9;
const ROUND_MICROSECONDS = 8_000;

/** Processor time of one match in milliseconds. */
type Clock = () => number;

function clockFor(pattern: string, text: string): Clock {
  const compiled = glob(pattern);
  const bytes = encoder.encode(text);
  if (compiled.test(bytes)) throw new Error(`${pattern} must not match`);
  return () => {
    let matches = 0;
    const before = process.cpuUsage();
    for (let spent = 0; ;) {
      compiled.test(bytes);
      matches++;
      const { user, system } = process.cpuUsage(before);
      spent = user + system;
      if (spent >= ROUND_MICROSECONDS) return spent / matches / 1_000;
    }
  };
}

/** The quickest of several rounds, in which all take turns: what else runs on the machine only adds. */
function quickest(clocks: readonly Clock[]): number[] {
  const times = clocks.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round++) {
    clocks.forEach((clock, i) => (times[i] = Math.min(times[i]!, clock())));
  }
  return times;
}

quickest(FAMILIES.map(([, pattern, text]) => clockFor(pattern, text(SIZES[0]!))));
const families = FAMILIES.map(([name, pattern, text]) => {
  const times = quickest(SIZES.map((size) => clockFor(pattern, text(size))));
  return { name, exponent: exponentOf(SIZES, times), slowest: times.at(-1)! };
});
const worstTimes = quickest(WORST.map(([, pattern, text]) => clockFor(pattern, text)));
const worst = WORST.map(([name], i) => ({ name, milliseconds: worstTimes[i]! }));
console.log(JSON.stringify({ families, worst }));
