import { DOT, SLASH } from "./characters.ts";

/**
 * Writes `bytes[start, end)` without `//`, `.` components and trailing slash at `out[at…]` and returns the new end.
 * A relative path of `.` components only becomes `.`, an empty one stays empty. Checks no limits: {@link scanPath} does.
 *
 * `out` may be `bytes` itself as long as `at` is not above `start`. Allocates nothing.
 *
 * @returns the offset behind the last byte written, or −1 if a component is `..`; what lies behind `at` is then unspecified
 */
export function normalizeInto(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  if (start >= end) return at;
  let to = at;
  if (bytes[start] === SLASH) out[to++] = SLASH;
  to = copyNames(bytes, start, end, out, to, to);
  if (to === at) out[to++] = DOT;
  return to;
}

/**
 * Appends the relative path `bytes[start, end)`, without `//`, `.` components and trailing slash, behind the normalised
 * base `out[baseStart, baseEnd)`, with a `/` between them where one is needed. Leading slashes do not count: the path
 * is always taken as relative. An empty base takes the path as it is. Allocates nothing.
 *
 * @returns the offset behind the last byte written, or −1 if a component is `..`; what lies behind `baseEnd` is then
 * unspecified
 */
export function appendInto(
  out: Uint8Array,
  baseStart: number,
  baseEnd: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const bare = baseEnd === baseStart || out[baseEnd - 1] === SLASH;
  return copyNames(bytes, start, end, out, baseEnd, bare ? baseEnd : -1);
}

/** Copies names and single slashes; no slash is written in front of a name that lands on `bareAt`. */
function copyNames(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number, bareAt: number): number {
  let from = start;
  let to = at;
  while (from < end) {
    const first = bytes[from]!;
    if (first === SLASH) {
      from++;
      continue;
    }
    if (first === DOT) {
      const second = from + 1 < end ? bytes[from + 1]! : SLASH;
      if (second === SLASH) {
        from++;
        continue;
      }
      if (second === DOT && (from + 2 >= end || bytes[from + 2] === SLASH)) return -1;
    }
    if (to !== bareAt) out[to++] = SLASH;
    let byte = first;
    do {
      out[to++] = byte;
      from++;
      byte = from < end ? bytes[from]! : SLASH;
    } while (byte !== SLASH);
  }
  return to;
}
