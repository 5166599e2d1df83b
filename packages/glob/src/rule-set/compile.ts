import { parsePattern, readingOf, type PatternOptions } from "../pattern/parse.ts";
import type { Parsed } from "../pattern/tokenize.ts";
import { OP_NEVER } from "../pattern/ops.ts";
import { memoryOf, recordSize, writeRecord } from "../pattern/record.ts";
import {
  ANCHOR_COMPONENT,
  ANCHOR_ENDING,
  ANCHOR_EXTENSION,
  ANCHOR_GRAM,
  ANCHOR_OPENING,
  ANCHOR_STEM,
  type Anchor,
} from "./anchors.ts";
import { filePatterns } from "./file.ts";
import * as image from "./image.ts";

/** How the patterns of a rule set are read. */
export interface RuleSetOptions extends PatternOptions {
  /**
   * Whether `{a,b}` means alternatives.
   *
   * @default false
   */
  readonly braces?: boolean;
  /**
   * Where the image lies: `"shared"` puts it into a `SharedArrayBuffer`, to be posted to other threads without a copy.
   *
   * @default "private"
   */
  readonly memory?: "private" | "shared";
  /**
   * For each pattern the bits of the questions it has a say in, 32 at most: so lists that are largely the same become one
   * set, which is asked with the bit of a list.
   *
   * @default every bit for every pattern
   */
  readonly masks?: readonly number[];
}

/** Kinds of anchors that are looked for only if a record is filed under one. */
const FLAG_OF: ReadonlyMap<number, number> = new Map([
  [ANCHOR_COMPONENT, image.FLAG_COMPONENTS],
  [ANCHOR_GRAM, image.FLAG_GRAMS],
  [ANCHOR_STEM, image.FLAG_STEMS],
  [ANCHOR_OPENING, image.FLAG_OPENINGS],
  [ANCHOR_ENDING, image.FLAG_ENDINGS],
  [ANCHOR_EXTENSION, image.FLAG_EXTENSIONS],
]);

/** The records filed under one anchor. */
interface List {
  readonly key: number;
  readonly records: number[];
}

/** Everything about an image before it is laid out. */
interface Parts {
  readonly rules: number;
  readonly starts: readonly number[];
  readonly records: readonly Parsed[];
  readonly lists: readonly List[];
  readonly unanchored: readonly number[];
  readonly flags: number;
  readonly masks: readonly number[];
}

/**
 * Compiles an ordered list of patterns (the last match wins) to a position-independent image: share it, store it, seal it.
 *
 * The patterns are read in the dialect of the policy language: braces are ordinary unless asked for.
 *
 * @example
 * ```ts
 * const image = compileRuleSet(["/etc/***", "/etc/*.conf"]);
 * const rules = openRuleSet(image);
 * const path = new TextEncoder().encode("/etc/ld.so.conf");
 * rules.match(path, 0, path.length); // 1
 * ```
 *
 * @throws {GlobError} `ERR_GLOB_SURROGATE` for a string without a UTF-8 form, `ERR_GLOB_BRACES` when braces stand for too much.
 */
export function compileRuleSet(patterns: readonly (string | Uint8Array)[], options: RuleSetOptions = {}): Uint32Array {
  const reading = readingOf(options, false);
  const records: Parsed[] = [];
  const starts: number[] = [];
  for (const pattern of patterns) {
    starts.push(records.length);
    for (const parsed of parsePattern(pattern, reading)) records.push(parsed);
  }
  const anchors = filePatterns(records);
  let flags = (reading.ignoreCase ? image.FLAG_IGNORE_CASE : 0) | (reading.pathAware ? image.FLAG_PATH_AWARE : 0);
  for (const anchor of anchors) flags |= FLAG_OF.get(anchor?.kind ?? 0) ?? 0;
  return layOut(
    { rules: patterns.length, starts, records, flags, masks: options.masks ?? [], ...gather(records, anchors) },
    options.memory ?? "private",
  );
}

/** Collects the records of each anchor, highest first. */
function gather(
  records: readonly Parsed[],
  anchors: readonly (Anchor | undefined)[],
): { lists: List[]; unanchored: number[] } {
  const lists = new Map<number, List>();
  const unanchored: number[] = [];
  for (let record = anchors.length - 1; record >= 0; record--) {
    if (records[record]!.ops[0] === OP_NEVER) continue;
    const key = anchors[record]?.key;
    const list = key === undefined ? undefined : lists.get(key);
    if (key === undefined) unanchored.push(record);
    else if (list === undefined) lists.set(key, { key, records: [record] });
    else list.records.push(record);
  }
  return { lists: [...lists.values()], unanchored };
}

/** The power of two that is at least `count`, as its exponent. */
const log2Ceil = (count: number): number => Math.max(1, Math.ceil(Math.log2(count)));

function layOut(
  { rules, starts, records, lists, unanchored, flags, masks }: Parts,
  memory: "private" | "shared",
): Uint32Array {
  const recordsAt = image.HEADER_WORDS + rules + 1;
  const offsets = new Uint32Array(records.length + 1);
  offsets[0] = recordsAt;
  for (let i = 0; i < records.length; i++) offsets[i + 1] = offsets[i]! + recordSize(records[i]!);
  const listsAt = offsets[records.length]!;
  const listWords = lists.reduce((sum, list) => sum + 1 + list.records.length, 1 + unanchored.length);
  const tableBits = log2Ceil(2 * lists.length + 2);
  const tableAt = listsAt + listWords;
  const filterAt = tableAt + 2 * 2 ** tableBits;
  const filterLog2 = Math.max(5, tableBits + 2);
  const masksAt = filterAt + 2 ** (filterLog2 - 5);
  const length = masksAt + masks.length;
  const words = memory === "shared" ? new Uint32Array(new SharedArrayBuffer(length * 4)) : new Uint32Array(length);
  const views = memoryOf(words);
  words[image.H_MAGIC] = image.IMAGE_MAGIC;
  words[image.H_VERSION] = image.IMAGE_VERSION;
  words[image.H_LENGTH] = length;
  words[image.H_RULES] = rules;
  words[image.H_FLAGS] = flags;
  words[image.H_TABLE] = tableAt;
  words[image.H_TABLE_SHIFT] = 32 - tableBits;
  words[image.H_FILTER] = filterAt;
  words[image.H_FILTER_SHIFT] = 32 - filterLog2;
  words[image.H_MASKS] = masks.length === 0 ? 0 : masksAt;
  words.set(masks, masksAt);
  for (let rule = 0; rule < rules; rule++) {
    const next = starts[rule + 1] ?? records.length;
    words[image.HEADER_WORDS + rule] = offsets[starts[rule]!]!;
    for (let record = starts[rule]!; record < next; record++)
      writeRecord(views, offsets[record]!, records[record]!, rule);
  }
  words[image.HEADER_WORDS + rules] = listsAt;
  let at = listsAt;
  const putList = (list: readonly number[]): number => {
    const start = at;
    for (const record of list) words[at++] = offsets[record]!;
    at++; // The end: no record lies at 0.
    return start;
  };
  const unanchoredAt = putList(unanchored);
  words[image.H_UNANCHORED] = unanchored.length === 0 ? 0 : unanchoredAt;
  for (const list of lists) insert(words, list.key, putList(list.records));
  return words;
}

/** Enters a key into the table and the filter. */
function insert(words: Uint32Array, key: number, list: number): void {
  const table = words[image.H_TABLE]!;
  const shift = words[image.H_TABLE_SHIFT]!;
  const mask = 2 ** (32 - shift) - 1;
  let slot = key >>> shift;
  while (words[table + 2 * slot] !== 0) slot = (slot + 1) & mask;
  words[table + 2 * slot] = key;
  words[table + 2 * slot + 1] = list;
  const bit = key >>> words[image.H_FILTER_SHIFT]!;
  words[words[image.H_FILTER]! + (bit >>> 5)]! |= 1 << (bit & 31);
}
