/** The word with which a policy image begins: "SBXP". */
export const MAGIC = 0x5358_4250;

/** Version of the layout; an image of another one is refused. */
export const VERSION = 5;

/** Words of the header, by what they hold. Offsets are in words from the beginning of the image; 0 = there is none. */
export const HEADER = {
  magic: 0,
  version: 1,
  length: 2,
  categories: 3,
  rules: 4,
  ruleCount: 5,
  options: 6,
  optionCount: 7,
  strings: 8,
  stringBytes: 9,
  block4: 10,
  block6: 11,
  blockDefault: 12,
  masks: 13,
  maskSet: 14,
  maskSetLength: 15,
  maskCount: 16,
  /** Bit 0: opens are judged by file system; from bit 4 on the verdict for types that have no entry. */
  fsFlags: 17,
  fsTypes: 18,
  fsCount: 19,
  /** Rule set of the directories that must not be moved. */
  parentSet: 20,
  parentSetLength: 21,
} as const;

export const HEADER_WORDS = 22;

/** Words of the entry of a category. */
export const CATEGORY = {
  /** Bit 0: switched on; bits 4–7: action by default. */
  flags: 0,
  ruleCount: 1,
  /** One word a rule: its action in the low four bits, above them its number in the table of all rules. */
  rules: 2,
  set: 3,
  setLength: 4,
  /** Rule of each pattern in the set; 0 where pattern and rule have the same number. */
  map: 5,
  ipv4: 6,
  ipv6: 7,
  /** What the set is asked with: it may have patterns of other categories. */
  mask: 8,
} as const;

export const CATEGORY_WORDS = 9;

/** Words of the entry of a rule: what is needed to tell which one decided. */
export const RULE = { text: 0, textBytes: 1, file: 2, fileBytes: 3, line: 4, column: 5 } as const;

export const RULE_WORDS = 6;

/** Words of the entry of a mask: its file, its directory (0 bytes = the file) and its rule. */
export const MASK = { file: 0, fileBytes: 1, directory: 2, directoryBytes: 3, rule: 4 } as const;

export const MASK_WORDS = 5;

/**
 * Words of the entry of a file system type, sorted by number: the number, low word first, and the verdict, in which the
 * rule is its number in the table of all rules.
 */
export const FS_TYPE = { low: 0, high: 1, verdict: 2 } as const;

export const FS_TYPE_WORDS = 3;
