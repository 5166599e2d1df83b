import { errorOf } from "./errors.ts";
import { HAS_DOT, HAS_DOTDOT, HAS_EMPTY, REFUSED } from "./parse.ts";
import { normalizeInto } from "./normalize.ts";
import { scanPath } from "./parse.ts";
import { isInsideBytes } from "./prefix.ts";
import { resolveLexicallyInto } from "./resolve.ts";
import { normalizeText, resolveText, scanText } from "./text.ts";

const SLASH = 0x2f;

/**
 * Returns the path without `//` and `.` components; one trailing slash stays, as it asks for a directory. A path that
 * is normalised already is returned itself, not a copy.
 *
 * `..` is refused, never resolved: behind a symbolic link it does not lead back.
 *
 * @throws {PathError} `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`, `DOTDOT`
 * @example
 * normalize("/usr//./lib"); // → "/usr/lib"
 */
export function normalize(path: string): string;
export function normalize(path: Uint8Array): Uint8Array;
export function normalize(path: string | Uint8Array): string | Uint8Array;
export function normalize(path: string | Uint8Array): string | Uint8Array {
  if (typeof path !== "string") {
    const flags = check(path, HAS_DOTDOT);
    return (flags & (HAS_EMPTY | HAS_DOT)) === 0 ? path : rewritten(path, normalizeInto);
  }
  const normalized = normalizeText(path);
  if (normalized === undefined) throw errorOf(scanText(path) & (REFUSED | HAS_DOTDOT), path);
  return normalized;
}

/**
 * Returns the path without `//`, `.` and `..`, as its text alone says, like Node's `path.posix.normalize`. Only right
 * where no component can be a symbolic link. One trailing slash stays.
 *
 * @throws {PathError} `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`
 * @example
 * resolveLexically("/usr/lib/../bin"); // → "/usr/bin"
 */
export function resolveLexically(path: string): string;
export function resolveLexically(path: Uint8Array): Uint8Array;
export function resolveLexically(path: string | Uint8Array): string | Uint8Array;
export function resolveLexically(path: string | Uint8Array): string | Uint8Array {
  const flags = check(path, 0);
  if ((flags & (HAS_EMPTY | HAS_DOT | HAS_DOTDOT)) === 0) return path;
  return typeof path === "string" ? resolveText(path) : rewritten(path, resolveLexicallyInto);
}

/**
 * Tells whether `child` is `parent` or lies below it, as their text says. `.` holds every relative path; an absolute
 * and a relative path are never inside each other.
 *
 * @throws {PathError} `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`, `DOTDOT`
 * @example
 * isInside("/usr/lib/x", "/usr/lib"); // → true
 * isInside("/usr/library", "/usr/lib"); // → false
 */
export function isInside(child: string, parent: string): boolean;
export function isInside(child: Uint8Array, parent: Uint8Array): boolean;
export function isInside(child: string | Uint8Array, parent: string | Uint8Array): boolean {
  const inner = normalize(child);
  const outer = normalize(parent);
  if (typeof inner === "string" && typeof outer === "string") return isInsideText(inner, outer);
  if (typeof inner === "string" || typeof outer === "string") {
    throw new TypeError("isInside() compares two strings or two Uint8Arrays, not one of each.");
  }
  return isInsideBytes(inner, 0, trimmedEnd(inner), outer, 0, trimmedEnd(outer));
}

/**
 * Returns the names of the path in order, without empty ones and `.`; `..` stays. The root has none. Of bytes, the
 * names are views on `path`.
 *
 * @throws {PathError} `EMPTY`, `NUL`, `TOO_LONG`, `NAME_TOO_LONG`
 * @example
 * components("/usr//lib/./x"); // → ["usr", "lib", "x"]
 */
export function components(path: string): string[];
export function components(path: Uint8Array): Uint8Array[];
export function components(path: string | Uint8Array): string[] | Uint8Array[] {
  check(path, 0);
  if (typeof path === "string") return path.split("/").filter((name) => name !== "" && name !== ".");
  const names: Uint8Array[] = [];
  for (let start = 0; start < path.length;) {
    const slash = path.indexOf(SLASH, start);
    const end = slash < 0 ? path.length : slash;
    if ((scanPath(path, start, end) & HAS_DOT) === 0 && end > start) names.push(path.subarray(start, end));
    start = end + 1;
  }
  return names;
}

/** Returns the flags of a path, and throws for those that are always refused or in `refused`. */
export function check(path: string | Uint8Array, refused: number): number {
  const flags = typeof path === "string" ? scanText(path) : scanPath(path, 0, path.length);
  const wrong = flags & (REFUSED | refused);
  if (wrong !== 0) throw errorOf(wrong, path);
  return flags;
}

function isInsideText(child: string, parent: string): boolean {
  const length = parent.length - (parent.length > 1 && parent.endsWith("/") ? 1 : 0);
  if (length === 1 && parent[0] === ".") return child[0] !== "/";
  if (length === 1 && parent[0] === "/") return child[0] === "/";
  if (child.length > length) return child.charCodeAt(length) === SLASH && child.startsWith(trimmed(parent, length));
  return child === trimmed(parent, length);
}

const trimmed = (path: string, length: number): string => (length === path.length ? path : path.slice(0, length));

function trimmedEnd(path: Uint8Array): number {
  return path.length > 1 && path[path.length - 1] === SLASH ? path.length - 1 : path.length;
}

function rewritten(path: Uint8Array, rewrite: typeof normalizeInto): Uint8Array {
  const out = new Uint8Array(path.length + 1);
  const end = rewrite(path, 0, path.length, out, 0);
  const asksDirectory = path[path.length - 1] === SLASH && out[end - 1] !== SLASH;
  if (asksDirectory) out[end] = SLASH;
  return out.subarray(0, asksDirectory ? end + 1 : end);
}
