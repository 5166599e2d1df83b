import type { Random } from "../bench/random.ts";
import { GlobError } from "../src/errors.ts";
import { glob, type Glob } from "../src/glob.ts";
import type { Tally } from "./check.ts";
import { fillIn } from "./generate.ts";
import { oracle, type OracleOptions } from "./oracle.ts";

const encoder = new TextEncoder();
const TEXTS_PER_PATTERN = 6;

const WORDS = "usr lib local index main.c libfoo.so a ab x- é 漢字 😀 aé naïve.txt".split(" ");
/** What stands between literal ends: every shape that strings are matched by in a way of its own, and some that have none. */
const MIDDLES =
  "|*|**|**/|/***|**/*|**/a*|**/*b|**/?|**/[a-m]b*|*/|*/lib|*/lib/*|*b/|?|??|???|[!a]|*a*|*/**/*|*/**/a?|**/a/**/b|*?|*é|**/é?*|*/***|*[[:alpha:]]".split(
    "|",
  );

function words(random: Random, most: number): string {
  return Array.from({ length: random.below(most + 1) }, () => random.pick(WORDS)).join(random.pick(["/", "/", ""]));
}

/** A pattern of a shape that people write. */
function makeShape(random: Random): string {
  const start = random.pick(["", "/"]) + words(random, 3) + random.pick(["", "/"]);
  const middle = random.pick(MIDDLES);
  return start + middle + (middle.endsWith("***") ? "" : random.pick(["", "", "/", ".c"]) + words(random, 1));
}

/** The text with U+FFFD for every unpaired surrogate. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

function makeText(pattern: string, random: Random): string {
  if (random.below(4) === 0) return `/${words(random, 5)}`;
  const text = fillIn(pattern, random);
  const at = random.below(text.length + 1);
  // A text that nearly fits shows more than one that has nothing to do with the pattern.
  const piece = random.pick(["", "", "/", "a", "é", "漢", "😀"]);
  return wellFormed(text.slice(0, at) + piece + text.slice(at + random.below(2)));
}

/** The same text as V8 may hold it: in one piece, as a part of a longer string, in two pieces, with two bytes for each unit. */
function forms(text: string, random: Random): Readonly<Record<string, string>> {
  const at = random.below(text.length + 1);
  const halves = [text.slice(0, at), text.slice(at)] as const;
  return {
    flat: Buffer.from(text, "utf16le").toString("utf16le"),
    sliced: Buffer.from(`--------------${text}-`).toString().slice(14, -1),
    concatenated: halves[0] + halves[1],
    wide: `漢${text}`.slice(1),
  };
}

function ask(compiled: Glob, text: string): boolean | string {
  try {
    return compiled.test(text);
  } catch (error) {
    return error instanceof GlobError ? error.code : String(error);
  }
}

/** Strings of all kinds against a pattern with a shape, alone and among alternatives. */
export function checkStrings(random: Random, tally: Tally): void {
  const patterns = [makeShape(random), makeShape(random)] as const;
  const options: OracleOptions = { pathAware: random.below(5) > 0, ignoreCase: random.below(5) === 0 };
  const compiled = glob(patterns[0], options);
  const braced = glob(`{${patterns.join(",")}}`, options);
  for (let i = 0; i < TEXTS_PER_PATTERN; i++) {
    const text = makeText(random.pick(patterns), random);
    const answers = patterns.map((pattern) => oracle(encoder.encode(pattern), encoder.encode(text), options));
    const at = random.below(text.length + 1);
    const lone = text.slice(0, at) + random.pick(["\ud83d", "\ude00"]) + text.slice(at);
    const checks: (readonly [string, boolean | string, boolean | string])[] = [];
    for (const [form, same] of Object.entries(forms(text, random))) {
      checks.push(
        [form, answers[0]!, ask(compiled, same)],
        [`${form} braced`, answers.includes(true), ask(braced, same)],
      );
    }
    // Next to a half of a pair the other half would make it whole.
    if (lone !== wellFormed(lone)) {
      checks.push(["lone", "ERR_GLOB_SURROGATE", ask(compiled, lone)]);
      checks.push(["lone braced", "ERR_GLOB_SURROGATE", ask(braced, lone)]);
    }
    tally.cases++;
    if (answers[0]) tally.matched++;
    const wrong = checks.filter(([, expected, found]) => expected !== found);
    if (wrong.length > 0) {
      const found = Object.fromEntries(wrong.map(([form, , answer]) => [form, String(answer)]));
      tally.mismatches.push({ patterns, text, options, expected: answers[0]!, found });
    }
  }
}
