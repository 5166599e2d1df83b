import { expect, test } from "vitest";
import {
  ABSOLUTE,
  EMPTY,
  HAS_DOT,
  HAS_DOTDOT,
  HAS_EMPTY,
  HAS_NUL,
  LAST_IS_DOT,
  LAST_IS_DOTDOT,
  NAME_TOO_LONG,
  scanPath,
  TOO_LONG,
  TRAILING_SLASH,
} from "./index.ts";

const rows: readonly [path: string, flags: number][] = [
  ["", EMPTY],
  ["/", ABSOLUTE],
  ["//", ABSOLUTE | HAS_EMPTY],
  ["///", ABSOLUTE | HAS_EMPTY],
  ["a", 0],
  ["/a", ABSOLUTE],
  ["/a/", ABSOLUTE | TRAILING_SLASH],
  ["a/b", 0],
  ["a//b", HAS_EMPTY],
  ["a//", HAS_EMPTY | TRAILING_SLASH],
  [".", HAS_DOT | LAST_IS_DOT],
  ["./", HAS_DOT | LAST_IS_DOT | TRAILING_SLASH],
  ["./a", HAS_DOT],
  ["/.", ABSOLUTE | HAS_DOT | LAST_IS_DOT],
  ["a/.//", HAS_DOT | LAST_IS_DOT | HAS_EMPTY | TRAILING_SLASH],
  ["..", HAS_DOTDOT | LAST_IS_DOTDOT],
  ["/..", ABSOLUTE | HAS_DOTDOT | LAST_IS_DOTDOT],
  ["a/../", HAS_DOTDOT | LAST_IS_DOTDOT | TRAILING_SLASH],
  ["../a", HAS_DOTDOT],
  ["./..", HAS_DOT | HAS_DOTDOT | LAST_IS_DOTDOT],
  ["../.", HAS_DOT | HAS_DOTDOT | LAST_IS_DOT],
  ["...", 0],
  ["/.../.a/a./..a/a..", ABSOLUTE],
  ["-/+", 0],
  ["a\0b", HAS_NUL],
  ["\0", HAS_NUL],
  ["/\0/.", ABSOLUTE | HAS_NUL | HAS_DOT | LAST_IS_DOT],
  ["a".repeat(255), 0],
  ["a".repeat(256), NAME_TOO_LONG],
  [`/${"a".repeat(256)}/b`, ABSOLUTE | NAME_TOO_LONG],
  ["/a".repeat(2047) + "b", ABSOLUTE],
  ["/a".repeat(2048), ABSOLUTE | TOO_LONG],
  ["/ÿ\u0080é", ABSOLUTE],
];

test.each(rows)("%j is scanned", (path, flags) => {
  const bytes = Buffer.from(`/.${path}./\0`, "latin1");
  expect(scanPath(bytes, 2, 2 + path.length)).toBe(flags);
});
