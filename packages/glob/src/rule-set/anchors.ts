import { OP_BYTE, OP_CLASS, OP_DEEP, OP_DIRS, OP_END, OP_FOLD, OP_TAIL, SLASH } from "../pattern/ops.ts";
import type { Parsed } from "../pattern/tokenize.ts";
import { anchorKey, HASH_PRIME, hashByte } from "./hash.ts";

/**
 * An anchor is something that every text matched by a pattern must have: it is hashed, and a pattern is looked at only
 * when the text has its anchor. One pass over a text yields all anchors it has.
 */

/** The whole text. */
export const ANCHOR_WHOLE = 0x2545f491;
/** The text up to a `/` or its end: the nodes of the component trie, each named by the hash of the way from the root. */
export const ANCHOR_DIRECTORY = 0x1b873593;
/** A directory, its `/`, and the first bytes of the component below it: children of a node, grouped by how they begin. */
export const ANCHOR_STEM = 0x4cf5ad43;
/** The last component: the reversed index, for `**` with `/name`. */
export const ANCHOR_NAME = 0x7feb352d;
/** The last bytes of the text. */
export const ANCHOR_ENDING = 0x27d4eb2f;
/** What follows the last dot of the last component. */
export const ANCHOR_EXTENSION = 0x5bd1e995;
/** The first bytes of the last component. */
export const ANCHOR_OPENING = 0x6c8e9cf5;
/** Any component. */
export const ANCHOR_COMPONENT = 0x3c6ef372;
/** Any four bytes in a row. */
export const ANCHOR_GRAM = 0x165667b1;

/** Bytes of a component in a stem, and in an opening. */
export const STEM_BYTES = 3;
/** Bytes in an ending. */
export const ENDING_BYTES = 6;

const DOT = 0x2e;

/** An anchor that a pattern can be filed under. */
export interface Anchor {
  readonly kind: number;
  readonly key: number;
}

/** Folded literal byte, or −1 for an instruction that is none. */
function literalOf(op: number): number {
  if (op < 256) return op;
  return op >= OP_FOLD && op < OP_CLASS ? op & 0xff : -1;
}

const isLiteral = (op: number): boolean => op < 256 || (op >= OP_FOLD && op < OP_CLASS);

/** How many instructions at the beginning are literal. */
function literalLength({ ops, bytes }: Parsed): number {
  let at = bytes;
  while (at < ops.length && isLiteral(ops[at]!)) at++;
  return at;
}

/** Whether a component begins behind the instruction, whatever the text. */
const opens = (op: number | undefined): boolean => op === undefined || op === SLASH || op === OP_DIRS;

function anchor({ ops, bytes }: Parsed, kind: number, from: number, to: number): Anchor {
  let hash = 0;
  let at = from;
  for (; at < to && at < bytes; at++) hash = (Math.imul(hash, HASH_PRIME) + ops[at]!) | 0;
  for (; at < to; at++) hash = hashByte(hash, literalOf(ops[at]!));
  return { kind, key: anchorKey(hash, kind) };
}

/** Where the run of literal bytes that begins at `from` ends, or the component. */
function literalComponent(ops: Parsed["ops"], from: number): number {
  let to = from;
  while (to < ops.length && ops[to] !== SLASH && isLiteral(ops[to]!)) to++;
  return to;
}

function componentAnchors(pattern: Parsed, found: Anchor[]): void {
  const { ops, end } = pattern;
  for (let from = 0; from < ops.length; from++) {
    if (!opens(ops[from - 1])) continue;
    const to = literalComponent(ops, from);
    if (to === from || (to < ops.length && ops[to] !== SLASH)) continue;
    const last = to === ops.length && end === OP_END;
    found.push(anchor(pattern, last ? ANCHOR_NAME : ANCHOR_COMPONENT, from, to));
  }
}

/** The directory that a pattern is confined to, and how the component below it begins. */
function directoryAnchors(pattern: Parsed, found: Anchor[]): void {
  const { ops, end } = pattern;
  const literal = literalLength(pattern);
  if (end === OP_TAIL && literal === ops.length) {
    found.push(anchor(pattern, ANCHOR_DIRECTORY, 0, literal));
    return;
  }
  const slash = literal === 0 ? -1 : ops.lastIndexOf(SLASH, literal - 1);
  if (slash < 0) return;
  found.push(anchor(pattern, ANCHOR_DIRECTORY, 0, slash));
  if (literal - slash > STEM_BYTES) found.push(anchor(pattern, ANCHOR_STEM, 0, slash + 1 + STEM_BYTES));
}

/** Whether an instruction could match a `/`. */
function crosses(op: number, { classes }: Parsed): boolean {
  if (op >= OP_CLASS) return (classes[op - OP_CLASS]![SLASH >>> 5]! & (1 << (SLASH & 31))) !== 0;
  return op === OP_DEEP || op === OP_DIRS || op === OP_BYTE || op === SLASH;
}

/** What the end of the text must look like. */
function endAnchors(pattern: Parsed, found: Anchor[]): void {
  const { ops, end } = pattern;
  if (end !== OP_END) return;
  let literal = ops.length;
  while (literal > 0 && isLiteral(ops[literal - 1]!)) literal--;
  if (ops.length - literal >= ENDING_BYTES) {
    found.push(anchor(pattern, ANCHOR_ENDING, ops.length - ENDING_BYTES, ops.length));
  }
  const dot = ops.lastIndexOf(DOT);
  if (dot >= literal && dot > ops.lastIndexOf(SLASH))
    found.push(anchor(pattern, ANCHOR_EXTENSION, dot + 1, ops.length));
  let name = ops.length;
  while (name > 0 && !crosses(ops[name - 1]!, pattern)) name--;
  if (opens(ops[name - 1]) && literalComponent(ops, name) - name >= STEM_BYTES) {
    found.push(anchor(pattern, ANCHOR_OPENING, name, name + STEM_BYTES));
  }
}

/** Whether the pattern has no wildcard. */
export function isExact(pattern: Parsed): boolean {
  return pattern.end === OP_END && literalLength(pattern) === pattern.ops.length;
}

/**
 * The one anchor of a pattern without a wildcard, and the best that a directory with all below it can have; undefined for
 * other patterns.
 */
export function plainAnchor(pattern: Parsed): Anchor | undefined {
  const { ops, end } = pattern;
  if (literalLength(pattern) !== ops.length) return undefined;
  return anchor(pattern, end === OP_TAIL ? ANCHOR_DIRECTORY : ANCHOR_WHOLE, 0, ops.length);
}

/** All anchors of a pattern but those of four bytes. A pattern without a wildcard has just one. */
export function anchorsOf(pattern: Parsed): Anchor[] {
  if (isExact(pattern)) return [anchor(pattern, ANCHOR_WHOLE, 0, pattern.ops.length)];
  const found: Anchor[] = [];
  directoryAnchors(pattern, found);
  componentAnchors(pattern, found);
  endAnchors(pattern, found);
  return found;
}

/** The anchors of four bytes. */
export function gramsOf({ ops }: Parsed): Anchor[] {
  const found: Anchor[] = [];
  let gram = 0;
  let length = 0;
  for (const op of ops) {
    const byte = literalOf(op);
    length = byte < 0 ? 0 : length + 1;
    gram = (gram << 8) | (byte & 0xff);
    if (length >= 4) found.push({ kind: ANCHOR_GRAM, key: anchorKey(gram, ANCHOR_GRAM) });
  }
  return found;
}
