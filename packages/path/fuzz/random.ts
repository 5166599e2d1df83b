/** Seeded random numbers and paths, the same for tests, fuzzing and benchmarks. */
export class Random {
  readonly seed: number;
  #state: number;

  constructor(seed: number) {
    this.seed = seed >>> 0;
    this.#state = this.seed;
  }

  /** Returns a random u32 (SplitMix32). */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** Returns a random integer from 0 to `limit` − 1. */
  below(limit: number): number {
    return this.next() % limit;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** Returns the seed of `SBX_SEED`, or a new one. */
export function chosenSeed(): number {
  const given = process.env["SBX_SEED"];
  return given === undefined ? Date.now() >>> 0 : Number(given);
}

const pieces = [
  "/",
  "/",
  "/",
  "//",
  ".",
  "..",
  "./",
  "../",
  "/./",
  "/../",
  "a",
  "b",
  "ab",
  ".a",
  "a.",
  "..a",
  "...",
  "-",
  "0",
];

/** Returns a short path, not empty, in which slashes and dots meet in every way. */
export function hostilePath(random: Random): string {
  let path = "";
  for (let count = 1 + random.below(9); count > 0; count--) path += random.pick(pieces);
  return path;
}

const names = [
  "usr", "lib", "bin", "share", "home", "alice", "projects", "sandbox", "node_modules", "packages", "src", "dist",
  "x86_64-linux-gnu", "python3.11", "site-packages", "index.js", "package.json", "libssl.so.3", "README.md", "etc",
  "a", "doc", "include", "main.rs", "target", "debug", "var", "cache", "apt", "archives", "linux", "kernel",
]; // prettier-ignore

/** Returns a normalised absolute path like those of a development machine, of 36 bytes on average. */
export function ordinaryPath(random: Random): string {
  let path = "";
  for (let count = 3 + random.below(6); count > 0; count--) path += `/${random.pick(names)}`;
  return path;
}

/** Returns a random byte string of up to `limit` bytes, rich in slashes, dots and NULs. */
export function randomBytes(random: Random, limit: number): Uint8Array {
  const bytes = new Uint8Array(random.below(limit + 1));
  for (let at = 0; at < bytes.length; at++) {
    const kind = random.below(8);
    bytes[at] = kind < 3 ? 0x2f : kind < 5 ? 0x2e : random.below(256);
  }
  return bytes;
}
