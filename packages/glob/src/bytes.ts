import { GlobError } from "./errors.ts";

/** The UTF-8 bytes of a string; bytes are returned as they are. */
export function toBytes(text: string | Uint8Array): Uint8Array {
  if (typeof text !== "string") return text;
  assertWellFormed(text);
  const bytes = new Uint8Array(text.length * 3);
  return bytes.subarray(0, encodeUtf8(text, 0, text.length, bytes));
}

let scratch: Uint8Array = new Uint8Array(1_024);

/** The same without memory of its own: valid until the next call. */
export function toScratchBytes(text: string | Uint8Array): Uint8Array {
  if (typeof text !== "string") return text;
  assertWellFormed(text);
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 6);
  return scratch.subarray(0, encodeUtf8(text, 0, text.length, scratch));
}

/** ES2024; missing in browsers of before 2023. */
interface WellFormed {
  readonly isWellFormed?: () => boolean;
}

/**
 * Makes sure that a string has a UTF-8 form.
 *
 * @throws {GlobError} `ERR_GLOB_SURROGATE`
 */
export function assertWellFormed(text: string & WellFormed): void {
  // `=== true` is one comparison of pointers; without it V8 asks for everything that is falsy.
  if (text.isWellFormed !== undefined && text.isWellFormed() === true) return;
  if (/\p{Surrogate}/u.test(text)) throw unpaired(text);
}

function unpaired(text: string): GlobError {
  const at = text.search(/\p{Surrogate}/u);
  const unit = text.charCodeAt(at).toString(16).toUpperCase();
  return new GlobError(
    "ERR_GLOB_SURROGATE",
    `${JSON.stringify(text)} has the unpaired surrogate U+${unit} at index ${at}: it has no UTF-8 form`,
    "pass the bytes (Uint8Array) instead of a string",
  );
}

/** Writes the UTF-8 bytes of `text[from, to)`, which is well-formed, to the start of `into`; answers how many. */
export function encodeUtf8(text: string, from: number, to: number, into: Uint8Array): number {
  let at = 0;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) into[at++] = unit;
    else if (unit < 0x800) {
      into[at++] = 0xc0 | (unit >>> 6);
      into[at++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      into[at++] = 0xe0 | (unit >>> 12);
      into[at++] = 0x80 | ((unit >>> 6) & 0x3f);
      into[at++] = 0x80 | (unit & 0x3f);
    } else {
      const point = 0x10000 + ((unit & 0x3ff) << 10) + (text.charCodeAt(++i) & 0x3ff);
      into[at++] = 0xf0 | (point >>> 18);
      into[at++] = 0x80 | ((point >>> 12) & 0x3f);
      into[at++] = 0x80 | ((point >>> 6) & 0x3f);
      into[at++] = 0x80 | (point & 0x3f);
    }
  }
  return at;
}
