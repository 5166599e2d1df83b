import { expect, test } from "vitest";
import { type Check, checks, interning } from "../fuzz/checks.ts";
import { chosenSeed, Random } from "../fuzz/random.ts";

const seed = chosenSeed();

function firstWrong(check: Check, cases: number): unknown {
  const random = new Random(seed);
  let wrong: unknown;
  for (let count = 0; count < cases && wrong === undefined; count++) wrong = check(random);
  return wrong;
}

test.each(Object.entries(checks))(
  "%s",
  (name, check) => {
    // The others are tried ten million times by `pnpm fuzz`.
    const cases = name.startsWith("resolving lexically") ? 1_000_000 : 200_000;
    expect(firstWrong(check, cases), `SBX_SEED=${seed}`).toBeUndefined();
  },
  120_000,
);

test("ids agree with a Map", () => {
  expect(firstWrong(interning(seed | 0), 200_000), `SBX_SEED=${seed}`).toBeUndefined();
}, 120_000);
