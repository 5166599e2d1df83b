/**
 * The layout of an image, in 32-bit words of the machine's byte order. All offsets count from the first word, so an image
 * works wherever it lies.
 *
 * header · first record of every rule (and the end of the last) · records · lists · table of anchors · filter · masks
 *
 * Records lie in the order of the rules: of two records, the one at the higher offset wins. A list is the
 * offsets of its records, highest first, and a 0. A slot of the table is an anchor's key and the offset of its list; the filter has
 * a bit for every key and answers most questions before the table is looked at. Masks are one a rule, where there are any.
 */
export const IMAGE_MAGIC = 0x62_6f_6c_67;
/** Changes with the layout, the instructions and the hash functions. */
export const IMAGE_VERSION = 2;

export const H_MAGIC = 0;
export const H_VERSION = 1;
/** Words in the image. */
export const H_LENGTH = 2;
export const H_RULES = 3;
export const H_FLAGS = 4;
/** Offset of the list of records without an anchor; 0 when there are none. */
export const H_UNANCHORED = 5;
export const H_TABLE = 6;
/** 32 − log2(slots). */
export const H_TABLE_SHIFT = 7;
export const H_FILTER = 8;
/** 32 − log2(bits). */
export const H_FILTER_SHIFT = 9;
/** Offset of the masks; 0 when every rule has its say in every question. */
export const H_MASKS = 10;
export const HEADER_WORDS = 12;

export const FLAG_IGNORE_CASE = 1;
export const FLAG_PATH_AWARE = 2;
/** Some record is filed under an anchor of the kind. */
export const FLAG_COMPONENTS = 4;
export const FLAG_GRAMS = 8;
export const FLAG_STEMS = 16;
export const FLAG_ENDINGS = 32;
export const FLAG_EXTENSIONS = 64;
export const FLAG_OPENINGS = 128;
