import { expect, test } from "vitest";
import { Random } from "../bench/random.ts";
import { checkPattern, checkRules, type Tally } from "../fuzz/check.ts";
import { checkStrings } from "../fuzz/strings.ts";

const CASES = 200_000;

test("200,000 random cases get the answer of the oracle", { timeout: 240_000 }, () => {
  const seed = Number(process.env["GLOB_SEED"] ?? Date.now() % 2 ** 31);
  const random = new Random(seed);
  const tally: Tally = { cases: 0, matched: 0, mismatches: [] };
  while (tally.cases < CASES && tally.mismatches.length === 0) {
    for (let i = 0; i < 20; i++) checkPattern(random, tally);
    checkRules(random, tally);
    for (let i = 0; i < 5; i++) checkStrings(random, tally);
  }
  expect(tally.mismatches, `seed ${seed}`).toEqual([]);
  // A run in which hardly anything matches would show little.
  expect(tally.matched / tally.cases).toBeGreaterThan(0.2);
});
