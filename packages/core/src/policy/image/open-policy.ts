import { openRuleSet, type RuleSet } from "@sbx/glob";
import { ALLOW, proceeds, type Verdict } from "../action.ts";
import { CATEGORIES, type CategoryIndex } from "../category/category.ts";
import { isMapped } from "../network/parse-address.ts";
import { matchRange } from "../network/range-table.ts";
import type { SealedPolicy } from "../sealed-policy.ts";
import { CATEGORY, CATEGORY_WORDS, FS_TYPE, FS_TYPE_WORDS, HEADER, HEADER_WORDS, MAGIC, VERSION } from "./layout.ts";

/** The rule set whose offset and length stand at two words; none where the offset is 0. */
const openSet = (words: Uint32Array, offset: number, length: number): RuleSet | undefined => {
  const set = words[offset] ?? 0;
  return set === 0 ? undefined : openRuleSet(words.subarray(set, set + (words[length] ?? 0)));
};

/** The rule sets of the categories; several may have one. */
const openSets = (words: Uint32Array, categories: number): readonly (RuleSet | undefined)[] => {
  const known = new Map<number, RuleSet | undefined>([[0, undefined]]);
  return CATEGORIES.map((_, category) => {
    const entry = categories + category * CATEGORY_WORDS;
    const set = words[entry + CATEGORY.set] ?? 0;
    if (!known.has(set)) known.set(set, openSet(words, entry + CATEGORY.set, entry + CATEGORY.setLength));
    return known.get(set);
  });
};

/** The tables of an image that is used: views, no copies. */
class OpenedPolicy implements SealedPolicy {
  readonly image: Uint8Array;
  readonly #words: Uint32Array;
  readonly #signed: Int32Array;
  readonly #categories: number;
  readonly #options: number;
  readonly #optionCount: number;
  readonly #sets: readonly (RuleSet | undefined)[];
  readonly #masks: RuleSet | undefined;
  readonly #parents: RuleSet | undefined;

  constructor(image: Uint8Array, words: Uint32Array) {
    this.image = image;
    this.#words = words;
    this.#signed = new Int32Array(words.buffer, words.byteOffset, words.length);
    this.#categories = words[HEADER.categories] ?? 0;
    this.#options = words[HEADER.options] ?? 0;
    this.#optionCount = words[HEADER.optionCount] ?? 0;
    this.#sets = openSets(words, this.#categories);
    this.#masks = openSet(words, HEADER.maskSet, HEADER.maskSetLength);
    this.#parents = openSet(words, HEADER.parentSet, HEADER.parentSetLength);
  }

  enabled(category: CategoryIndex): boolean {
    return ((this.#words[this.#categories + category * CATEGORY_WORDS] ?? 0) & 1) !== 0;
  }

  allowsAll(category: CategoryIndex): boolean {
    const entry = this.#categories + category * CATEGORY_WORDS;
    const flags = this.#words[entry] ?? 0;
    return (flags & 1) === 0 || (flags >> 4 === ALLOW && this.#words[entry + CATEGORY.ruleCount] === 0);
  }

  mayAllow(category: CategoryIndex): boolean {
    const words = this.#words;
    const entry = this.#categories + category * CATEGORY_WORDS;
    const flags = words[entry] ?? 0;
    if ((flags & 1) === 0) return false;
    const rules = words[entry + CATEGORY.rules] ?? 0;
    const some = words.subarray(rules, rules + (words[entry + CATEGORY.ruleCount] ?? 0)).some(proceeds);
    return some || proceeds(flags >> 4);
  }

  decide(category: CategoryIndex, bytes: Uint8Array, start: number, end: number): Verdict {
    const words = this.#words;
    const entry = this.#categories + category * CATEGORY_WORDS;
    const flags = words[entry] ?? 0;
    if ((flags & 1) === 0) return ALLOW;
    const set = this.#sets[category];
    const pattern = set === undefined ? -1 : set.match(bytes, start, end, this.#signed[entry + CATEGORY.mask]);
    if (pattern < 0) return flags >> 4;
    const map = words[entry + CATEGORY.map] ?? 0;
    return this.#verdictOf(entry, map === 0 ? pattern : (words[map + pattern] ?? 0));
  }

  decideAddress(
    category: CategoryIndex,
    bytes: Uint8Array,
    start: number,
    length: 4 | 16,
    port: number,
    protocol: number,
  ): Verdict {
    const words = this.#words;
    const entry = this.#categories + category * CATEGORY_WORDS;
    const flags = words[entry] ?? 0;
    if ((flags & 1) === 0) return ALLOW;
    const ipv4 = length === 4 || isMapped(bytes, start);
    const table = words[entry + (ipv4 ? CATEGORY.ipv4 : CATEGORY.ipv6)] ?? 0;
    if (table === 0) return flags >> 4;
    const from = ipv4 && length === 16 ? start + 12 : start;
    const rule = matchRange(words, table, bytes, from, ipv4 ? 1 : 4, port, protocol);
    return rule < 0 ? flags >> 4 : this.#verdictOf(entry, rule);
  }

  decideBlock(bytes: Uint8Array, start: number, length: 4 | 16): Verdict {
    const words = this.#words;
    const ipv4 = length === 4 || isMapped(bytes, start);
    const table = words[ipv4 ? HEADER.block4 : HEADER.block6] ?? 0;
    if (table === 0) return ALLOW;
    const from = ipv4 && length === 16 ? start + 12 : start;
    return matchRange(words, table, bytes, from, ipv4 ? 1 : 4, 0, 0) < 0 ? ALLOW : (words[HEADER.blockDefault] ?? 0);
  }

  get blocks(): boolean {
    return this.#words[HEADER.block4] !== 0;
  }

  get filesystems(): boolean {
    return ((this.#words[HEADER.fsFlags] ?? 0) & 1) !== 0;
  }

  decideFilesystem(low: number, high: number): Verdict {
    const words = this.#words;
    const table = words[HEADER.fsTypes] ?? 0;
    let first = 0;
    let end = words[HEADER.fsCount] ?? 0;
    while (first < end) {
      const middle = (first + end) >> 1;
      const entry = table + middle * FS_TYPE_WORDS;
      const order = words[entry + FS_TYPE.high]! - (high >>> 0) || words[entry + FS_TYPE.low]! - (low >>> 0);
      if (order === 0) return words[entry + FS_TYPE.verdict]!;
      if (order < 0) first = middle + 1;
      else end = middle;
    }
    return (words[HEADER.fsFlags] ?? 0) >>> 4;
  }

  get masks(): boolean {
    return this.#masks !== undefined;
  }

  maskOf(bytes: Uint8Array, start: number, end: number): number {
    return this.#masks === undefined ? -1 : this.#masks.match(bytes, start, end);
  }

  withholdsBelow(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#parents !== undefined && this.#parents.match(bytes, start, end) >= 0;
  }

  option(option: number): number {
    if (option < 0 || option >= this.#optionCount) return 0;
    const at = this.#options + 2 * option;
    return (this.#signed[at + 1] ?? 0) * 0x1_0000_0000 + (this.#words[at] ?? 0);
  }

  #verdictOf(entry: number, rule: number): Verdict {
    const rules = this.#words[entry + CATEGORY.rules] ?? 0;
    return ((this.#words[rules + rule] ?? 0) & 15) | ((rule + 1) << 4);
  }
}

/**
 * Opens a compiled policy where it lies; each thread opens it for itself.
 * @throws {TypeError} when the bytes are no image of this version or are not aligned to 4 bytes.
 */
export const openPolicy = (image: Uint8Array): SealedPolicy => {
  if (image.byteOffset % 4 !== 0 || image.byteLength % 4 !== 0 || image.byteLength < 4 * HEADER_WORDS)
    throw new TypeError("a policy image begins and ends at a multiple of 4 bytes and has a header");
  const words = new Uint32Array(image.buffer, image.byteOffset, image.byteLength / 4);
  if (words[HEADER.magic] !== MAGIC || words[HEADER.version] !== VERSION || words[HEADER.length] !== words.length)
    throw new TypeError("this is no policy image of this version: compile the policy again");
  return new OpenedPolicy(image, words);
};
