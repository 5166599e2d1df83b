/**
 * The instruction set of a compiled pattern: one 32-bit word per token.
 *
 * Words below 256 are literal bytes, so the hot loop needs one comparison for the most common token. Everything else
 * lies above.
 */

/** `/`, the only byte with a meaning of its own. */
export const SLASH = 0x2f;

/** `?` in a path-aware pattern: one byte, never `/`. */
export const OP_ANY = 256;
/** `?` in a path-unaware pattern: one byte. */
export const OP_BYTE = 257;
/** `*`: any run of bytes without `/`. */
export const OP_STAR = 258;
/** `**`: any run of bytes. */
export const OP_DEEP = 259;
/** A `**` with its slash, at a component boundary: zero or more whole components. */
export const OP_DIRS = 260;
/** The final `/***`: the end of the text, or a `/` and anything. Always the last instruction. */
export const OP_TAIL = 261;
/** The end of the text. Always the last instruction. */
export const OP_END = 262;
/** Matches nothing. */
export const OP_NEVER = 263;
/** `OP_FOLD | letter`: an ASCII letter in either case; `letter` is the lower-case one. */
export const OP_FOLD = 0x200;
/** `OP_CLASS + n`: one byte out of the 256-bit set that starts `n` words after the first instruction. */
export const OP_CLASS = 0x1000;

/** Words in the bitmap of a class. */
export const CLASS_WORDS = 8;
