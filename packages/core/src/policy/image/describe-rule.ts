import type { CategoryIndex } from "../category/category.ts";
import type { SealedPolicy } from "../sealed-policy.ts";
import { decodeUtf8 } from "../utf8.ts";
import { CATEGORY, CATEGORY_WORDS, HEADER, MASK, MASK_WORDS, RULE, RULE_WORDS } from "./layout.ts";

/** A rule as somebody wrote it. */
export interface RuleDescription {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Tells which rule has a number in a category, from the image alone; undefined for a number that there is not. */
export const describeRule = (
  policy: SealedPolicy,
  category: CategoryIndex,
  rule: number,
): RuleDescription | undefined => {
  const { image } = policy;
  const words = new Uint32Array(image.buffer, image.byteOffset, image.byteLength / 4);
  const entry = (words[HEADER.categories] ?? 0) + category * CATEGORY_WORDS;
  if (rule < 0 || rule >= (words[entry + CATEGORY.ruleCount] ?? 0)) return undefined;
  return ruleAt(image, words, (words[(words[entry + CATEGORY.rules] ?? 0) + rule] ?? 0) >>> 4);
};

/** Tells which rule for types of file systems a verdict names, from the image alone. */
export const describeFilesystemRule = (policy: SealedPolicy, rule: number): RuleDescription | undefined => {
  const { image } = policy;
  const words = new Uint32Array(image.buffer, image.byteOffset, image.byteLength / 4);
  return rule < 0 || rule >= (words[HEADER.ruleCount] ?? 0) ? undefined : ruleAt(image, words, rule);
};

/** What opens of a masked path get instead. */
export interface MaskDescription {
  /** Canonical path that is opened instead of a file. */
  readonly file: string;
  /** Canonical path that is opened instead of a directory. */
  readonly directory: string;
  readonly rule: RuleDescription;
}

/** Tells the targets of the mask with a number, from the image alone; undefined for a number that there is not. */
export const describeMask = (policy: SealedPolicy, mask: number): MaskDescription | undefined => {
  const { image } = policy;
  const words = new Uint32Array(image.buffer, image.byteOffset, image.byteLength / 4);
  if (mask < 0 || mask >= (words[HEADER.maskCount] ?? 0)) return undefined;
  const row = (words[HEADER.masks] ?? 0) + mask * MASK_WORDS;
  const file = stringAt(image, words, row + MASK.file);
  return {
    file,
    directory: stringAt(image, words, row + MASK.directory) || file,
    rule: ruleAt(image, words, words[row + MASK.rule] ?? 0),
  };
};

const ruleAt = (image: Uint8Array, words: Uint32Array, number: number): RuleDescription => {
  const row = (words[HEADER.rules] ?? 0) + number * RULE_WORDS;
  return {
    text: stringAt(image, words, row + RULE.text),
    file: stringAt(image, words, row + RULE.file),
    line: words[row + RULE.line] ?? 0,
    column: words[row + RULE.column] ?? 0,
  };
};

/** The string whose offset and length are the two words at `at`. */
const stringAt = (image: Uint8Array, words: Uint32Array, at: number): string => {
  const start = 4 * (words[HEADER.strings] ?? 0) + (words[at] ?? 0);
  return decodeUtf8(image, start, start + (words[at + 1] ?? 0));
};
