import { expect, test } from "vitest";
import { runCampaign } from "../fuzz/campaign.ts";
import { mutants } from "../fuzz/mutants.ts";
import { Random } from "../fuzz/random.ts";
import { builtSeeds } from "../fuzz/seeds.ts";

// The long run is `pnpm --filter @sbx/elf fuzz`: 20,000 mutants and 100,000 files that are no ELF files.
const seed = Number(globalThis.process?.env["SBX_SEED"] ?? 20_251);

test(`2,000 mutants (seed ${seed}) meet no exception but ElfError, no garbage, no delay`, { timeout: 120_000 }, () => {
  const campaign = runCampaign(mutants(builtSeeds(), 2000, seed));
  expect(campaign.findings.map(({ file, words }) => `mutant ${file}: ${words}`)).toEqual([]);
  // A campaign whose mutants all fail at the magic, or that damages nothing, would prove nothing.
  expect(campaign.results.error).toBeGreaterThan(100);
  expect(campaign.results.anomalies).toBeGreaterThan(800);
  expect(campaign.results.clean).toBeGreaterThan(50);
});

test("2,000 files of random bytes behind a valid e_ident", () => {
  const random = new Random(seed);
  const files = Array.from({ length: 2000 }, () => {
    const bytes = Uint8Array.from({ length: 16 + random.below(2000) }, () => random.below(256));
    bytes.set([0x7f, 0x45, 0x4c, 0x46, 1 + random.below(2), 1 + random.below(2), 1]);
    return bytes;
  });
  expect(runCampaign(files).findings).toEqual([]);
});
