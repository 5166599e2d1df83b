import type { Random } from "./random.ts";

/** Values that arithmetic goes wrong at. */
const extremes: readonly bigint[] = [
  0n,
  1n,
  2n,
  3n,
  4n,
  7n,
  8n,
  15n,
  16n,
  0x7fn,
  0x80n,
  0xffn,
  0x100n,
  0xfffn,
  0x1000n,
  0x1001n,
  0x7fffn,
  0x8000n,
  0xfff1n,
  0xffffn,
  0x10000n,
  0x7fff_ffffn,
  0x8000_0000n,
  0xffff_fff0n,
  0xffff_ffffn,
  0x1_0000_0000n,
  0x1f_ffff_ffff_ffffn,
  0x20_0000_0000_0000n,
  0x7fff_ffff_f000n,
  0x7fff_ffff_ffff_ffffn,
  0x8000_0000_0000_0000n,
  0xffff_ffff_ffff_f000n,
  0xffff_ffff_ffff_ffffn,
];

function put(bytes: Uint8Array, at: number, size: number, value: bigint, little: boolean): void {
  for (let index = 0; index < size && at + index < bytes.length; index++) {
    bytes[at + index] = Number((value >> BigInt(8 * (little ? index : size - 1 - index))) & 0xffn);
  }
}

function get(bytes: Uint8Array, at: number, size: number, little: boolean): bigint {
  let value = 0n;
  for (let index = 0; index < size; index++) {
    value = (value << 8n) | BigInt(bytes[at + (little ? size - 1 - index : index)] ?? 0);
  }
  return value;
}

/** A place that structures are at: where mutations hurt most. */
function structuralPlace(bytes: Uint8Array, random: Random): number {
  const wide = bytes[4] === 2;
  const little = bytes[5] !== 2;
  const size = wide ? 8 : 4;
  const phoff = Number(get(bytes, wide ? 32 : 28, size, little));
  const shoff = Number(get(bytes, wide ? 40 : 32, size, little));
  const phnum = Number(get(bytes, wide ? 56 : 44, 2, little));
  const shnum = Number(get(bytes, wide ? 60 : 48, 2, little));
  const starts = [
    random.below(64),
    phoff + random.below(Math.max(1, phnum * (wide ? 56 : 32))),
    shoff + random.below(Math.max(1, shnum * (wide ? 64 : 40))),
    random.below(Math.max(1, Math.min(bytes.length, 0x1000))),
    random.below(Math.max(1, bytes.length)),
  ];
  return Math.max(0, Math.min(bytes.length - 1, random.pick(starts)));
}

/** One mutation in place, or a shorter or longer copy. */
type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const setExtreme: Mutation = (bytes, random) => {
  const size = random.pick([1, 2, 4, 4, 8, 8]);
  const place = structuralPlace(bytes, random);
  const value = BigInt.asUintN(64, random.pick(extremes) + BigInt(random.below(5) - 2));
  put(bytes, place - (place % size), size, value, random.below(8) !== 0);
  return bytes;
};

const nudge: Mutation = (bytes, random) => {
  const place = structuralPlace(bytes, random);
  bytes[place] = (bytes[place]! + random.below(17) - 8) & 0xff;
  return bytes;
};

const flip: Mutation = (bytes, random) => {
  const place = structuralPlace(bytes, random);
  bytes[place] = bytes[place]! ^ (1 << random.below(8));
  return bytes;
};

const scatter: Mutation = (bytes, random) => {
  for (let left = random.below(32); left > 0; left--) bytes[random.below(bytes.length)] = random.below(256);
  return bytes;
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, Math.max(1, random.below(bytes.length)));

const fileSize: Mutation = (bytes, random) => {
  const place = structuralPlace(bytes, random);
  const size = random.pick([4, 8]);
  put(bytes, place - (place % size), size, BigInt(bytes.length + random.below(33) - 16), true);
  return bytes;
};

const copyRange: Mutation = (bytes, random) => {
  const from = structuralPlace(bytes, random);
  const to = structuralPlace(bytes, random);
  const length = random.pick([4, 8, 16, 24, 32, 40, 56, 64, 256]);
  bytes.copyWithin(to, from, Math.min(bytes.length, from + length));
  return bytes;
};

const fillRange: Mutation = (bytes, random) => {
  const from = structuralPlace(bytes, random);
  return bytes.fill(random.pick([0, 0xff, 0x41]), from, from + random.pick([8, 16, 64, 512, 4096]));
};

const grow: Mutation = (bytes, random) => {
  const longer = new Uint8Array(bytes.length + random.below(4096));
  longer.set(bytes);
  return longer;
};

const mutations: readonly Mutation[] = [
  setExtreme,
  setExtreme,
  setExtreme,
  setExtreme,
  nudge,
  nudge,
  flip,
  flip,
  scatter,
  truncate,
  fileSize,
  copyRange,
  fillRange,
  grow,
];

/** A copy of `bytes` with one to six mutations. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  let copy: Uint8Array = bytes.slice();
  for (let left = 1 + random.below(6); left > 0 && copy.length > 0; left--) copy = random.pick(mutations)(copy, random);
  return copy;
}
