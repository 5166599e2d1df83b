import { GlobError } from "./errors.ts";

/** The UTF-8 bytes of a string; bytes are returned as they are. */
export function toBytes(text: string | Uint8Array): Uint8Array {
  if (typeof text !== "string") return text;
  const bytes = new Uint8Array(text.length * 3);
  return bytes.subarray(0, encodeUtf8(text, bytes));
}

/** Writes the UTF-8 bytes of `text` to the start of `into` (three times its length is room enough); answers how many. */
export function encodeUtf8(text: string, into: Uint8Array): number {
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    let unit = text.charCodeAt(i);
    if (unit < 0x80) {
      into[at++] = unit;
      continue;
    }
    if (unit < 0x800) {
      into[at++] = 0xc0 | (unit >>> 6);
    } else {
      if (unit >= 0xd800 && unit <= 0xdfff) {
        const low = text.charCodeAt(++i);
        if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) throw unpaired(text, unit, i - 1);
        unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
        into[at++] = 0xf0 | (unit >>> 18);
        into[at++] = 0x80 | ((unit >>> 12) & 0x3f);
      } else {
        into[at++] = 0xe0 | (unit >>> 12);
      }
      into[at++] = 0x80 | ((unit >>> 6) & 0x3f);
    }
    into[at++] = 0x80 | (unit & 0x3f);
  }
  return at;
}

function unpaired(text: string, unit: number, index: number): GlobError {
  return new GlobError(
    "ERR_GLOB_SURROGATE",
    `${JSON.stringify(text)} has an unpaired surrogate (U+${unit.toString(16).toUpperCase()}) at index ${index}: it has no UTF-8 form`,
    "pass the bytes (Uint8Array) instead of a string",
  );
}
