import { ordinaryPath, type Random } from "../fuzz/random.ts";

/** Paths as text and, in one buffer, as bytes. */
export interface Corpus {
  readonly texts: readonly string[];
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly meanLength: number;
}

export function corpusOf(paths: readonly string[]): Corpus {
  const starts = new Int32Array(paths.length);
  const ends = new Int32Array(paths.length);
  let length = 0;
  for (const [index, path] of paths.entries()) {
    starts[index] = length;
    length = ends[index] = length + path.length;
  }
  const buffer = Buffer.from(paths.join(""), "latin1");
  return {
    // Through a buffer, so that every string is flat, as one that came from a system call is.
    texts: paths.map((path) => Buffer.from(path, "latin1").toString("latin1")),
    bytes: new Uint8Array(buffer),
    starts,
    ends,
    meanLength: length / paths.length,
  };
}

export function cleanPaths(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => ordinaryPath(random));
}

/** Puts one or two of `//`, `/./` and a trailing slash into a path; not `//` in front, which means more to pathe. */
export function dirtyPath(random: Random, path: string): string {
  let dirty = path;
  for (let count = 1 + random.below(2); count > 0; count--) {
    const slashes = [...dirty.matchAll(/\//g)].map((match) => match.index);
    const at = random.pick(slashes.slice(1));
    const junk = random.pick(["/", "/.", "/"]);
    dirty = dirty.slice(0, at) + junk + dirty.slice(at);
  }
  return random.below(4) === 0 ? `${dirty}/` : dirty;
}

/** Cuts a path between two of its components: a base and a relative rest. */
export function cutPath(random: Random, path: string): [base: string, rest: string] {
  const slashes = [...path.matchAll(/\//g)].map((match) => match.index).slice(1);
  const at = random.pick(slashes);
  return [path.slice(0, at), path.slice(at + 1)];
}

/** A parent of the path three times out of four, else a path beside it that shares its beginning. */
export function parentOf(random: Random, path: string): string {
  const [base] = cutPath(random, path);
  return random.below(4) > 0 ? base : base.slice(0, -1) + (base.endsWith("x") ? "y" : "x");
}
