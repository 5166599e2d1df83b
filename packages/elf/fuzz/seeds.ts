import { buildElf } from "../samples/build-elf.ts";
import { encodings } from "../samples/byte-writer.ts";
import { sampleOptions, type SampleOptions } from "../samples/sample-options.ts";

const variants: readonly Partial<SampleOptions>[] = [
  {},
  { hash: "gnu", soname: "libx.so", runpath: "$ORIGIN" },
  { hash: "gnu-empty", sections: false },
  { type: 2, dynamic: false, interpreter: null, needed: [] },
  { type: 1, dynamic: false, interpreter: null, needed: [] },
];

/** Samples to mutate, in every encoding; made by the builder, so they are the same everywhere. */
export function builtSeeds(): readonly Uint8Array[] {
  return encodings.flatMap((encoding) => variants.map((changes) => buildElf(sampleOptions(encoding, changes))));
}
