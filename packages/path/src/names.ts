import { check } from "./path.ts";
import { lastNameStart } from "./prefix.ts";

const DOT = 0x2e;
const SLASH = 0x2f;

/**
 * Returns the path of the directory that the last name is in: `/` for the root and its children, `.` for a single
 * name. Slashes behind the last name and in front of it do not count, as in dirname(3). Of bytes it is a view on
 * `path` where one is possible.
 *
 * @throws {PathError} `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`
 * @example
 * dirname("/usr/lib/x.so"); // → "/usr/lib"
 */
export function dirname(path: string): string;
export function dirname(path: Uint8Array): Uint8Array;
export function dirname(path: string | Uint8Array): string | Uint8Array {
  check(path, 0);
  if (typeof path === "string") {
    let end = path.lastIndexOf("/", nameEndOfText(path) - 1) + 1;
    if (end === 0) return ".";
    while (end > 1 && path.charCodeAt(end - 1) === SLASH) end--;
    return path.slice(0, end);
  }
  let end = lastNameStart(path, 0, nameEnd(path));
  if (end === 0) return Uint8Array.of(DOT);
  while (end > 1 && path[end - 1] === SLASH) end--;
  return path.subarray(0, end);
}

/**
 * Returns the last name of the path: `""` for the root, which has none. Slashes behind it do not count. Of bytes it is
 * a view on `path`.
 *
 * @throws {PathError} `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`
 * @example
 * basename("/usr/lib/x.so"); // → "x.so"
 */
export function basename(path: string): string;
export function basename(path: Uint8Array): Uint8Array;
export function basename(path: string | Uint8Array): string | Uint8Array {
  check(path, 0);
  if (typeof path === "string") {
    const end = nameEndOfText(path);
    return path.slice(path.lastIndexOf("/", end - 1) + 1, end);
  }
  const end = nameEnd(path);
  return path.subarray(lastNameStart(path, 0, end), end);
}

/** Offset behind the last name; 1 for a path of slashes only, where the name is the empty one behind the root. */
function nameEnd(path: Uint8Array): number {
  let end = path.length;
  while (end > 1 && path[end - 1] === SLASH) end--;
  return end;
}

function nameEndOfText(path: string): number {
  let end = path.length;
  while (end > 1 && path.charCodeAt(end - 1) === SLASH) end--;
  return end;
}
