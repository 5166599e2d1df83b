/**
 * Returns how many bytes `text` takes as UTF-8. A lone surrogate counts three, as it is encoded as U+FFFD.
 * Allocates nothing.
 */
export function utf8Length(text: string, start: number, end: number): number {
  let length = end - start;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (isHigh(unit) && at + 1 < end && isLow(text.charCodeAt(at + 1))) {
      length += 2;
      at++;
    } else length += 2;
  }
  return length;
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
