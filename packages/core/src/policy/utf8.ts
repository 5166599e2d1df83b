/** Encodes text as UTF-8; a lone surrogate becomes U+FFFD. (The pure packages have no `TextEncoder` to rely on.) */
export const encodeUtf8 = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return encodeBeyondAscii(text);
    bytes[at] = unit;
  }
  return bytes;
};

/** Writes what {@link encodeUtf8} makes of a text to where there is room for three bytes a UTF-16 unit; answers how many it were. */
export const writeUtf8 = (text: string, to: Uint8Array, at: number): number => {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x80) {
      const bytes = encodeBeyondAscii(text);
      to.set(bytes, at);
      return bytes.length;
    }
    to[at + index] = unit;
  }
  return text.length;
};

const encodeBeyondAscii = (text: string): Uint8Array => {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 63));
    else if (point >= 0xd800 && point < 0xe000) bytes.push(0xef, 0xbf, 0xbd);
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 63), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63));
  }
  return Uint8Array.from(bytes);
};

/** Decodes what {@link encodeUtf8} made; bytes that are no UTF-8 become U+FFFD, one each. */
export const decodeUtf8 = (bytes: Uint8Array, start = 0, end: number = bytes.length): string => {
  let text = "";
  for (let at = start; at < end;) {
    const lead = bytes[at] ?? 0;
    const size = sizeOf(lead);
    const point = size === 0 ? -1 : decodeAt(bytes, at, size, end);
    text += point < 0 ? "\ufffd" : String.fromCodePoint(point);
    at += point < 0 ? 1 : size;
  }
  return text;
};

/** Whether the bytes are UTF-8. */
export const isUtf8 = (bytes: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; at < end;) {
    const size = sizeOf(bytes[at] ?? 0);
    if (size === 0 || decodeAt(bytes, at, size, end) < 0) return false;
    at += size;
  }
  return true;
};

/** Length of the sequence that a byte begins, 0 for one that begins none. */
const sizeOf = (lead: number): number =>
  lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

/** The code point of `size` bytes at `at`, −1 where they are none (cut off, overlong, a surrogate, too large). */
const decodeAt = (bytes: Uint8Array, at: number, size: number, end: number): number => {
  const lead = bytes[at] ?? 0;
  if (size === 1) return lead;
  if (at + size > end) return -1;
  let point = lead & (0x7f >> size);
  for (let index = at + 1; index < at + size; index++) {
    const byte = bytes[index] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (byte & 63);
  }
  const valid = point >= (SMALLEST[size] ?? 0) && point < 0x110000 && (point < 0xd800 || point >= 0xe000);
  return valid ? point : -1;
};
