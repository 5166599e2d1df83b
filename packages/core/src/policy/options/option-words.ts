import type { OptionValue, Policy } from "../policy.ts";
import type { OptionRow } from "./option-row.ts";
import { OPTIONS } from "./options.ts";

/**
 * The number by which an image stands for a value: 0 and 1 for booleans; −1 for what is not set, but 0 for mode bits;
 * the largest safe integer for `inf`; text is not kept: 0.
 */
export const optionNumeral = (row: OptionRow, value: OptionValue): number => {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return value;
  if (value === "inf" && row.infinite === true) return Number.MAX_SAFE_INTEGER;
  return value === "none" && row.type !== "octal" ? -1 : 0;
};

/** The values of all options as the image holds them: two words each, low one first, the high one signed. */
export const optionWords = (policy: Policy): Uint32Array => {
  const words = new Uint32Array(2 * OPTIONS.length);
  let at = 0;
  for (const row of OPTIONS) {
    const number = optionNumeral(row, policy.options.get(row.name)?.value ?? row.default);
    words[at++] = number % 0x1_0000_0000;
    words[at++] = Math.floor(number / 0x1_0000_0000);
  }
  return words;
};
