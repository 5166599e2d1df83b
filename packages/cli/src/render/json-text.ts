/** What terminals act upon and JSON lets through: DEL, C1, bidirectional controls, line separators, the byte order mark. */
export const HARMFUL: RegExp = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Writes a value as JSON that is safe to show: it reads back the same. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(
    HARMFUL,
    (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}
