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
  const width = family === 4 ? 1 : 4;
  const pieces = piecesOf(rowsOf(patterns, family).reverse(), family === 4 ? 32n : 128n);
  const index = 1 + pieces.length * width;
  const words: number[] = [pieces.length, ...pieces.flatMap(({ start }) => wordsOf(start, width))];
  for (const _ of pieces) words.push(0, 0);
  const known = new Map<string, number>();
  for (const [piece, { rows }] of pieces.entries()) {
    const flat = rows.flatMap((row) => [row.rule, row.protocols, ((row.ports.first << 16) | row.ports.last) >>> 0]);
    const key = flat.join();
    const offset = known.get(key) ?? words.length;
    if (!known.has(key)) words.push(...flat);
    known.set(key, offset);
    words[index + 2 * piece] = offset;
    words[index + 2 * piece + 1] = rows.length;
  }
  return Uint32Array.from(words);
};

interface Piece {
  readonly start: bigint;
  readonly rows: readonly Row[];
}

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** Sweeps over the addresses: at each cut, rows end and begin; what is between two cuts is a piece. */
const piecesOf = (rows: readonly Row[], bits: bigint): Piece[] => {
  const begins = groupByAddress(rows, (row) => row.first);
  const ends = groupByAddress(rows, (row) => row.last + 1n);
  const cuts = [...new Set([0n, ...begins.keys(), ...ends.keys()])].filter((cut) => cut < 1n << bits);
  const active: number[] = [];
  return cuts.toSorted(compare).map((start) => {
    for (const row of ends.get(start) ?? []) active.splice(placeOf(active, row), 1);
    for (const row of begins.get(start) ?? []) active.splice(placeOf(active, row), 0, row);
    return { start, rows: prune(active.flatMap((row) => rows[row] ?? [])) };
  });
};

/** The numbers of the rows by one of their addresses. */
const groupByAddress = (rows: readonly Row[], addressOf: (row: Row) => bigint): Map<bigint, number[]> => {
  const groups = new Map<bigint, number[]>();
  for (const [index, row] of rows.entries()) {
    const address = addressOf(row);
    const group = groups.get(address);
    if (group === undefined) groups.set(address, [index]);
    else group.push(index);
  }
  return groups;
};

/** Where a number stands, or would stand, in an ascending list. */
const placeOf = (numbers: readonly number[], number: number): number => {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
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
