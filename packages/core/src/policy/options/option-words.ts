import type { Policy } from "../policy.ts";

/** The values of all options as the image holds them: two words each, low one first, the high one signed. */
export const optionWords = (_policy: Policy): number[] => [];
