import { ABSOLUTE, HAS_DOTDOT } from "./parse.ts";
import { check, normalize } from "./path.ts";

const SLASH = 0x2f;

/**
 * Joins paths from left to right and normalises the result. An absolute path replaces all in front of it, as a system
 * call with a directory descriptor does; an empty one counts as absent. Use {@link joinInside} for a path that was
 * given by somebody else.
 *
 * @throws {PathError} `EMPTY` if all are empty, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`, `DOTDOT`
 * @example
 * join("/usr", "lib/./x"); // → "/usr/lib/x"
 * join("/usr", "/etc"); // → "/etc"
 */
export function join(...paths: string[]): string;
export function join(...paths: Uint8Array[]): Uint8Array;
export function join(...paths: string[] | Uint8Array[]): string | Uint8Array {
  return paths.every((path) => typeof path === "string") ? joinText(paths) : joinBytes(paths as Uint8Array[]);
}

/**
 * Joins a path that must stay below `base`, and normalises the result. As `..` is refused, so is every way out that
 * the text could name; a symbolic link can still lead elsewhere.
 *
 * @throws {PathError} `ABSOLUTE` or `DOTDOT` if `path` names a way out; `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`
 * @example
 * joinInside("/srv/www", "img//a.png"); // → "/srv/www/img/a.png"
 */
export function joinInside(base: string, path: string): string;
export function joinInside(base: Uint8Array, path: Uint8Array): Uint8Array;
export function joinInside(base: string | Uint8Array, path: string | Uint8Array): string | Uint8Array {
  check(base, HAS_DOTDOT);
  check(path, HAS_DOTDOT | ABSOLUTE);
  return typeof base === "string" ? joinText([base, path as string]) : joinBytes([base, path as Uint8Array]);
}

function joinText(paths: readonly string[]): string {
  let joined = "";
  for (const path of paths) {
    if (path === "") continue;
    joined = joined === "" || path.charCodeAt(0) === SLASH ? path : `${joined}/${path}`;
  }
  return normalize(joined);
}

function joinBytes(paths: readonly Uint8Array[]): Uint8Array {
  const first = Math.max(
    paths.findLastIndex((path) => path[0] === SLASH),
    0,
  );
  const joined = new Uint8Array(paths.reduce((length, path) => length + path.length + 1, 0));
  let end = 0;
  for (const path of paths.slice(first)) {
    if (path.length === 0) continue;
    if (end > 0) joined[end++] = SLASH;
    joined.set(path, end);
    end += path.length;
  }
  return normalize(joined.subarray(0, end));
}
