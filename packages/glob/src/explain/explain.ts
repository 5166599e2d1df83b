import { toBytes } from "../bytes.ts";
import { SLASH } from "../pattern/ops.ts";
import { parsePattern, type Reading } from "../pattern/parse.ts";
import { progressOf } from "./progress.ts";

/**
 * Why a pattern that came near did not match: `"case"`: it would, if case did not matter · `"slash"`: it would, if its
 * wildcards crossed `/` · `"directory"`: it covers what is below this directory, not the directory itself · `"parent"`: it
 * matches a directory above the path · `"differs"`: it matches the beginning of the path.
 */
export type NearReason = "case" | "slash" | "directory" | "parent" | "differs";

/** A pattern that came near. */
export interface NearMiss {
  readonly index: number;
  readonly pattern: string | Uint8Array;
  readonly reason: NearReason;
  /** Bytes of the path that fitted. */
  readonly fits: number;
}

/** What a set of patterns says about a path. */
export interface Explanation {
  /** The pattern that decides (the last that matches), or −1. */
  readonly index: number;
  readonly pattern: string | Uint8Array | undefined;
  /** Earlier patterns that match too, ascending. */
  readonly overridden: readonly number[];
  /** At most three patterns, the nearest first. */
  readonly near: readonly NearMiss[];
}

/** Near misses in an explanation. */
const NEAR_MAX = 3;

const ORDER: readonly NearReason[] = ["case", "slash", "directory", "parent", "differs"];

function matches(pattern: string | Uint8Array, path: Uint8Array, reading: Reading): boolean {
  return parsePattern(pattern, reading).some((parsed) => progressOf(parsed, path).matched);
}

/** Something below the path. */
function insideOf(path: Uint8Array): Uint8Array {
  const inside = new Uint8Array(path.length + 2);
  inside.set(path);
  inside.set([SLASH, 0x78], path.length);
  return inside;
}

function reasonFor(pattern: string | Uint8Array, path: Uint8Array, reading: Reading): NearReason | undefined {
  if (!reading.ignoreCase && matches(pattern, path, { ...reading, ignoreCase: true })) return "case";
  if (reading.pathAware && matches(pattern, path, { ...reading, pathAware: false })) return "slash";
  if (matches(pattern, insideOf(path), reading)) return "directory";
  for (let end = path.lastIndexOf(SLASH); end > 0; end = path.lastIndexOf(SLASH, end - 1)) {
    if (matches(pattern, path.subarray(0, end), reading)) return "parent";
  }
  return undefined;
}

function nearMiss(
  pattern: string | Uint8Array,
  index: number,
  { path, reading }: { path: Uint8Array; reading: Reading },
): NearMiss | undefined {
  const fits = Math.max(...parsePattern(pattern, reading).map((parsed) => progressOf(parsed, path).bytes));
  const reason = reasonFor(pattern, path, reading);
  if (reason !== undefined) return { index, pattern, reason, fits };
  // Half of the path, or nobody would call it near.
  return fits * 2 >= path.length && fits > 1 ? { index, pattern, reason: "differs", fits } : undefined;
}

/** Explains a path with every pattern of a list; undefined ones were removed. */
export function explain(
  patterns: readonly (string | Uint8Array | undefined)[],
  path: string | Uint8Array,
  reading: Reading,
): Explanation {
  const bytes = toBytes(path);
  const matching: number[] = [];
  const near: NearMiss[] = [];
  patterns.forEach((pattern, index) => {
    if (pattern === undefined) return;
    if (matches(pattern, bytes, reading)) {
      matching.push(index);
      return;
    }
    const miss = nearMiss(pattern, index, { path: bytes, reading });
    if (miss !== undefined) near.push(miss);
  });
  const index = matching.pop() ?? -1;
  near.sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) || b.fits - a.fits || b.index - a.index);
  return { index, pattern: patterns[index], overridden: matching, near: near.slice(0, NEAR_MAX) };
}
