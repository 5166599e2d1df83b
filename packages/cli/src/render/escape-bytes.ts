const BACKSLASH = 0x5c;
const hex = (byte: number): string => `\\x${byte.toString(16).padStart(2, "0")}`;

/**
 * Makes bytes safe for a terminal and for a log: control characters (C0, DEL, C1), bidirectional controls and line
 * separators, and whatever is no UTF-8 come out as `\xNN`, a backslash as `\\`. The result can be turned back.
 */
export function escapeBytes(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f && byte !== BACKSLASH)) return decodeAscii(bytes);
  let text = "";
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    const sequence = bytes.subarray(index, index + Math.max(1, length));
    text += length === 0 ? hex(bytes[index] ?? 0) : escapeSequence(sequence);
    index += sequence.length;
  }
  return text;
}

/** The same for a text. */
export function escapeText(text: string): string {
  return escapeBytes(Buffer.from(text));
}

function decodeAscii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function escapeSequence(sequence: Uint8Array): string {
  const character = Buffer.from(sequence).toString();
  if (character === "\\") return "\\\\";
  return isHarmful(character.codePointAt(0) ?? 0) ? [...sequence].map(hex).join("") : character;
}

function isHarmful(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return true;
  if (code === 0x061c || code === 0x200e || code === 0x200f || code === 0xfeff) return true;
  return (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/** Length of the well-formed UTF-8 sequence at `index`, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || index + length > bytes.length) return 0;
  for (let offset = 1; offset < length; offset += 1) if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[index + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const tooLarge = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || tooLarge ? 0 : length;
}
