import { buildElf } from "../../samples/build-elf.ts";
import { sampleOptions } from "../../samples/sample-options.ts";
import { mutate } from "../../fuzz/mutate.ts";
import type { Random } from "../../fuzz/random.ts";

const wide = { wide: true, little: true };
const narrow = { wide: false, little: true };

/** Programs that this kind of machine starts: with and without interpreter, 64 and 32 bits, fixed and movable. */
function seeds(): readonly Uint8Array[] {
  const small = { sections: false, symbols: null, imports: [] };
  return [
    buildElf(sampleOptions(wide, { ...small, interpreter: null })),
    buildElf(sampleOptions(wide, { ...small, interpreter: null, type: 2, dynamic: false, needed: [] })),
    buildElf(sampleOptions(wide, { ...small, interpreter: "/lib64/ld-linux-x86-64.so.2" })),
    buildElf(sampleOptions(narrow, { ...small, interpreter: null })),
    buildElf(sampleOptions(narrow, { ...small, interpreter: null, type: 2, dynamic: false, needed: [] })),
  ];
}

const shebangs: readonly string[] = [
  "#!",
  "#! ",
  "#!/bin/sh",
  "#!/bin/sh -e\n",
  "#!\t/bin/true  x y \n",
  "#!\n",
  "#!/bin/\0sh\n",
];

function script(random: Random): Uint8Array {
  const parts = [random.pick(shebangs)];
  for (let left = random.below(4); left > 0; left--) {
    parts.push(
      random.pick([" ", "\t", "\n", "\0", "a", "/", "x".repeat(random.below(300)), " ".repeat(random.below(300))]),
    );
  }
  return new TextEncoder().encode(parts.join(""));
}

/** Changes only what the kernel looks at: the two headers and the path. */
function mutateHead(bytes: Uint8Array, random: Random): Uint8Array {
  const head = mutate(bytes.subarray(0, random.pick([64, 64, 0x78, 0x100, 0x180])), random);
  const copy = new Uint8Array(Math.max(head.length, random.below(4) === 0 ? head.length : bytes.length));
  copy.set(bytes.subarray(0, copy.length));
  copy.set(head);
  return copy;
}

/** Files to try on the kernel, the same for the same seed. */
export function kernelCorpus(count: number, random: Random): readonly Uint8Array[] {
  const from = seeds();
  return Array.from({ length: count }, () => {
    const roll = random.below(10);
    if (roll === 0) return script(random);
    const seed = random.pick(from);
    return roll < 8 ? mutateHead(seed, random) : mutate(seed, random);
  });
}
