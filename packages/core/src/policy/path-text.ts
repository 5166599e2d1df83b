import { ABSOLUTE, HAS_DOTDOT, scanPath } from "@sbx/path";
import { encodeUtf8 } from "./utf8.ts";

const scan = (text: string): number => {
  const bytes = encodeUtf8(text);
  return scanPath(bytes, 0, bytes.length);
};

/** Whether a component is `..`. */
export const hasDotdot = (text: string): boolean => (scan(text) & HAS_DOTDOT) !== 0;

/** Whether a path is absolute and no component is `..`. */
export const isPlainPath = (text: string): boolean => (scan(text) & (ABSOLUTE | HAS_DOTDOT)) === ABSOLUTE;
