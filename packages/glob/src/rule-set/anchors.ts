import { OP_CLASS, OP_DIRS, OP_END, OP_FOLD, OP_TAIL, SLASH } from "../pattern/ops.ts";
import { KIND_EXACT, RECORD_HEADER, R_HEAD, R_KIND, R_MIDDLE } from "../pattern/record.ts";

/**
 * An anchor is something that every text matched by a pattern must have: it is hashed, and a pattern is looked at only
 * when the text has its anchor. One pass over a text yields all anchors it has.
 */

/** The whole text. */
export const ANCHOR_WHOLE = 0x2545f491;
/** The text up to a `/` or its end: the nodes of the component trie, each named by the hash of the way from the root. */
export const ANCHOR_DIRECTORY = 0x1b873593;
/** The last component: the reversed index, for `**` with `/name`. */
export const ANCHOR_NAME = 0x7feb352d;
/** Any component. */
export const ANCHOR_COMPONENT = 0x3c6ef372;
/** What follows the last dot of the last component. */
export const ANCHOR_EXTENSION = 0x5bd1e995;
/** Any four bytes in a row. */
export const ANCHOR_GRAM = 0x165667b1;

const DOT = 0x2e;

/** Where every hash starts. */
export const HASH_SEED: number = 0x811c9dc5 | 0;
const HASH_PRIME = 0x01000193;

/** Adds a byte to a hash (FNV-1a). */
export function hashByte(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, HASH_PRIME);
}

/** The key of an anchor in the table; never 0, which marks an empty slot. */
export function anchorKey(hash: number, kind: number): number {
  const key = Math.imul(hash ^ kind, 0x9e3779b1);
  const mixed = key ^ (key >>> 15);
  return mixed === 0 ? kind : mixed;
}

/** A pattern as the bytes and gaps that anchors are taken from. */
interface Shape {
  /** Folded literal bytes; −1 for anything else. */
  readonly bytes: Int32Array;
  /** Whether a component begins at this position, whatever the text. */
  readonly begins: Uint8Array;
  readonly end: number;
}

function literalOf(op: number): number {
  if (op < 256) return op;
  return op >= OP_FOLD && op < OP_CLASS ? op & 0xff : -1;
}

/** Reads a record back. */
function shapeOf(record: Uint32Array): Shape {
  const head = record[R_HEAD]!;
  const prefix = head & 0xff;
  const suffix = (head >>> 8) & 0xff;
  const middle = record[R_MIDDLE]!;
  const size = prefix + middle + suffix;
  const bytes = new Int32Array(size);
  const begins = new Uint8Array(size + 1);
  begins[0] = 1;
  for (let i = 0; i < size; i++) {
    // The end instruction of the middle stands between it and the suffix.
    const op = record[RECORD_HEADER + i + (i < prefix + middle ? 0 : 1)]!;
    bytes[i] = literalOf(op);
    begins[i + 1] = op === SLASH || op === OP_DIRS ? 1 : 0;
  }
  return { bytes, begins, end: record[RECORD_HEADER + prefix + middle]! };
}

function hashRange(bytes: Int32Array, from: number, to: number): number {
  let hash = HASH_SEED;
  for (let i = from; i < to; i++) hash = hashByte(hash, bytes[i]!);
  return hash;
}

/** An anchor that a pattern could be filed under. */
export interface Anchor {
  readonly kind: number;
  readonly key: number;
}

const anchor = (kind: number, hash: number): Anchor => ({ kind, key: anchorKey(hash, kind) });

/** The directory that a pattern is confined to, as the end of its bytes; −1 when there is none. */
function directoryEnd({ bytes, end }: Shape): number {
  let literal = 0;
  while (literal < bytes.length && bytes[literal]! >= 0) literal++;
  if (end === OP_TAIL && literal === bytes.length) return literal;
  return literal === 0 ? -1 : bytes.lastIndexOf(SLASH, literal - 1);
}

function componentAnchors({ bytes, begins, end }: Shape, found: Anchor[]): void {
  for (let from = 0; from < bytes.length; from++) {
    if (begins[from] === 0) continue;
    let to = from;
    while (to < bytes.length && bytes[to]! >= 0 && bytes[to] !== SLASH) to++;
    if (to === from) continue;
    if (to < bytes.length) {
      if (bytes[to] === SLASH) found.push(anchor(ANCHOR_COMPONENT, hashRange(bytes, from, to)));
    } else {
      found.push(anchor(end === OP_END ? ANCHOR_NAME : ANCHOR_COMPONENT, hashRange(bytes, from, to)));
    }
  }
}

function extensionAnchor({ bytes, end }: Shape, found: Anchor[]): void {
  if (end !== OP_END) return;
  for (let at = bytes.length - 1; at >= 0 && bytes[at]! >= 0 && bytes[at] !== SLASH; at--) {
    if (bytes[at] !== DOT) continue;
    found.push(anchor(ANCHOR_EXTENSION, hashRange(bytes, at + 1, bytes.length)));
    return;
  }
}

/** All anchors of a record but those of four bytes. Records without a wildcard have just one. */
export function anchorsOf(record: Uint32Array): Anchor[] {
  const kind = record[R_KIND];
  const shape = shapeOf(record);
  const { bytes } = shape;
  if (kind === KIND_EXACT) return [anchor(ANCHOR_WHOLE, hashRange(bytes, 0, bytes.length))];
  const found: Anchor[] = [];
  componentAnchors(shape, found);
  const directory = directoryEnd(shape);
  if (directory >= 0) found.push(anchor(ANCHOR_DIRECTORY, hashRange(bytes, 0, directory)));
  extensionAnchor(shape, found);
  return found;
}

/** The anchors of four bytes. */
export function gramsOf(record: Uint32Array): Anchor[] {
  const { bytes } = shapeOf(record);
  const found: Anchor[] = [];
  let gram = 0;
  let length = 0;
  for (const byte of bytes) {
    length = byte < 0 ? 0 : length + 1;
    gram = (gram << 8) | (byte & 0xff);
    if (length >= 4) found.push(anchor(ANCHOR_GRAM, gram));
  }
  return found;
}
