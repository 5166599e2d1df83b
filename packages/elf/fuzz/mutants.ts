import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";

/** `count` mutants of the seeds; the same for the same seed number. */
export function* mutants(seeds: readonly Uint8Array[], count: number, seed: number): Generator<Uint8Array> {
  const random = new Random(seed);
  for (let left = count; left > 0; left--) yield mutate(random.pick(seeds), random);
}
