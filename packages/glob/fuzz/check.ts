import type { Random } from "../bench/random.ts";
import { glob } from "../src/glob.ts";
import { globSet } from "../src/glob-set.ts";
import { matchBits } from "../src/match/bits.ts";
import { matchProgram, matchRecord } from "../src/match/match.ts";
import {
  KIND_NEVER,
  memoryOf,
  recordSize,
  RECORD_HEADER,
  R_HEAD,
  R_KIND,
  R_MIDDLE,
  wordsOf,
  writeRecord,
} from "../src/pattern/record.ts";
import { tokenize } from "../src/pattern/tokenize.ts";
import { progressOf } from "../src/explain/progress.ts";
import { compileRuleSet } from "../src/rule-set/compile.ts";
import { openRuleSet } from "../src/rule-set/view.ts";
import { fillIn, makePath, makePattern, makeRule, makeText } from "./generate.ts";
import { oracle, type OracleOptions } from "./oracle.ts";

const encoder = new TextEncoder();
const TEXTS_PER_PATTERN = 5;

/** Engines that disagreed with the oracle, with all that is needed to try again. */
export interface Mismatch {
  readonly patterns: readonly string[];
  readonly text: string;
  readonly options: OracleOptions;
  readonly expected: boolean | number;
  readonly found: Readonly<Record<string, boolean | number | string>>;
}

/** What a run of cases came to. */
export interface Tally {
  cases: number;
  /** Cases in which the pattern matched: a run in which nothing matches shows nothing. */
  matched: number;
  readonly mismatches: Mismatch[];
}

function makeOptions(random: Random): OracleOptions {
  return { pathAware: random.below(5) > 0, ignoreCase: random.below(5) === 0 };
}

/** The two matchers on what is left between the literal ends, which fit. */
function matchMiddle(
  code: Int32Array,
  text: Uint8Array,
  from: number,
  to: number,
): { pointers: boolean; bits: boolean } {
  const first = RECORD_HEADER + wordsOf(from);
  return { pointers: matchProgram(code, 0, first, text, from, to), bits: matchBits(code, 0, first, text, from, to) };
}

/** One random pattern against a few texts, through every way there is to ask. */
export function checkPattern(random: Random, tally: Tally): void {
  const pattern = makePattern(random);
  const options = makeOptions(random);
  const bytes = encoder.encode(pattern);
  const parsed = tokenize(bytes, options);
  const memory = memoryOf(new Int32Array(recordSize(parsed)));
  const code = memory.words;
  writeRecord(memory, 0, parsed, 0);
  const compiled = glob(bytes, { ...options, braces: false });
  const rules = openRuleSet(compileRuleSet([pattern], options));
  for (let i = 0; i < TEXTS_PER_PATTERN; i++) {
    const text = random.below(2) === 0 ? makeText(random) : fillIn(pattern, random);
    const path = encoder.encode(text);
    const expected = oracle(bytes, path, options);
    const found: Record<string, boolean> = {
      record: matchRecord(memory, 0, path, 0, path.length),
      bytes: compiled.test(path),
      string: compiled.test(text),
      rules: rules.match(path, 0, path.length) === 0,
      progress: progressOf(parsed, path).matched,
    };
    if (expected && code[R_KIND] !== KIND_NEVER) {
      const [prefix, suffix] = [code[R_HEAD]! & 0xff, (code[R_HEAD]! >>> 8) & 0xff];
      Object.assign(found, matchMiddle(code, path, prefix, path.length - suffix));
    } else if (code[R_KIND] !== KIND_NEVER && code[R_MIDDLE] === parsed.ops.length) {
      Object.assign(found, matchMiddle(code, path, 0, path.length));
    }
    tally.cases++;
    if (expected) tally.matched++;
    if (Object.values(found).some((answer) => answer !== expected)) {
      tally.mismatches.push({ patterns: [pattern], text, options, expected, found });
    }
  }
}

/** A random rule set, one that is changed as it is asked, and the plain search from the last pattern to the first. */
export function checkRules(random: Random, tally: Tally): void {
  const options = makeOptions(random);
  const crowd = random.below(20) === 0;
  const patterns = Array.from({ length: 1 + random.below(crowd ? 300 : 30) }, () => makeRule(random));
  const encoded = patterns.map((pattern) => encoder.encode(pattern));
  const rules = openRuleSet(compileRuleSet(patterns, options));
  const changing = globSet(patterns.slice(0, patterns.length >> 1), { ...options, braces: false });
  for (const pattern of patterns.slice(patterns.length >> 1)) changing.add(pattern);
  const gone = random.below(patterns.length);
  changing.remove(gone);
  for (let i = 0; i < TEXTS_PER_PATTERN; i++) {
    const text = random.below(2) === 0 ? makePath(random) : fillIn(random.pick(patterns), random);
    const path = encoder.encode(text);
    const matches = encoded.map((pattern) => oracle(pattern, path, options));
    const expected = matches.lastIndexOf(true);
    const found = { rules: rules.match(path, 0, path.length), changing: changing.match(text) };
    matches[gone] = false;
    const without = matches.lastIndexOf(true);
    tally.cases++;
    if (expected >= 0) tally.matched++;
    if (found.rules !== expected || found.changing !== without) {
      tally.mismatches.push({ patterns, text, options, expected, found: { ...found, gone, without } });
    }
  }
}
