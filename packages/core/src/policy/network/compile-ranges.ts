import type { NetworkPattern, PortRange } from "./pattern.ts";

/** A pattern with the number of its rule. */
export interface NumberedPattern {
  readonly rule: number;
  readonly network: NetworkPattern;
}

/** One range of addresses with one range of ports: what a row of the table is made of. */
interface Row {
  readonly rule: number;
  readonly protocols: number;
  readonly ports: PortRange;
  readonly first: bigint;
  readonly last: bigint;
}

/** Both protocols of a row that stands for every protocol. */
export const ANY_PROTOCOL = 0xffff_ffff;
const NO_PROTOCOL = 0xffff;

const packProtocols = ([first, second]: readonly number[]): number =>
  first === undefined ? ANY_PROTOCOL : (first | ((second ?? NO_PROTOCOL) << 16)) >>> 0;

const rowsOf = (patterns: readonly NumberedPattern[], family: 4 | 6): Row[] =>
  patterns.flatMap(({ rule, network }) =>
    network.ranges
      .filter((range) => range.family === family)
      .flatMap((range) => {
        const first = range.address.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
        const last = first | ((1n << BigInt(range.address.length * 8 - range.prefix)) - 1n);
        return network.ports.map((ports) => ({
          rule,
          protocols: packProtocols(network.protocols),
          ports,
          first,
          last,
        }));
      }),
  );

/**
 * Compiles patterns, of which the last that matches wins, to one table per family: the address space is cut where a
 * range begins or ends, each piece has its rows, last rule first, down to the first row that leaves nothing to others.
 * Layout, in words: pieces, start of each piece (one word or four, high first), offset and number of its rows; then the
 * rows: rule, protocols, ports. Offsets count from the beginning of the table.
 */
export const compileRanges = (patterns: readonly NumberedPattern[], family: 4 | 6): Uint32Array => {
  const rows = rowsOf(patterns, family).reverse();
  const width = family === 4 ? 1 : 4;
  const starts = cutsOf(rows, family === 4 ? 32n : 128n);
  const words: number[] = [starts.length, ...starts.flatMap((start) => wordsOf(start, width))];
  const index = words.length;
  for (const _ of starts) words.push(0, 0);
  const known = new Map<string, number>();
  for (const [piece, start] of starts.entries()) {
    const list = prune(rows.filter((row) => row.first <= start && start <= row.last));
    const flat = list.flatMap((row) => [row.rule, row.protocols, ((row.ports.first << 16) | row.ports.last) >>> 0]);
    const key = flat.join();
    const offset = known.get(key) ?? words.length;
    if (!known.has(key)) {
      known.set(key, offset);
      words.push(...flat);
    }
    words[index + 2 * piece] = offset;
    words[index + 2 * piece + 1] = list.length;
  }
  return Uint32Array.from(words);
};

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** Where pieces begin: at zero, at each range and behind each range. */
const cutsOf = (rows: readonly Row[], bits: bigint): bigint[] => {
  const end = 1n << bits;
  const cuts = new Set([0n, ...rows.flatMap((row) => [row.first, row.last + 1n])]);
  return [...cuts].filter((cut) => cut < end).toSorted(compare);
};

const wordsOf = (value: bigint, width: number): number[] =>
  Array.from({ length: width }, (_, word) => Number((value >> BigInt(32 * (width - 1 - word))) & 0xffff_ffffn));

/** Drops the rows behind one that matches every port of every protocol. */
const prune = (rows: readonly Row[]): readonly Row[] => {
  const last = rows.findIndex(
    (row) => row.protocols === ANY_PROTOCOL && row.ports.first === 0 && row.ports.last === 65535,
  );
  return last < 0 ? rows : rows.slice(0, last + 1);
};
