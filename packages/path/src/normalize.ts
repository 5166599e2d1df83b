import { copyPlain } from "./words.ts";

const DOT = 0x2e;
const SLASH = 0x2f;

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
 * Copies `bytes[start, end)` to `out[at…]` and returns the new end: what `out.set(bytes.subarray(start, end), at)` does,
 * without the view. `out` may be `bytes` itself as long as `at` is not above `start`. Allocates nothing.
 */
export function copyInto(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): number {
  const shift = at - start;
  for (let from = start; from < end; from++) out[from + shift] = bytes[from]!;
  return end + shift;
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
  for (;;) {
    from = nextName(bytes, from, end);
    if (from < 0) return -1;
    if (from >= end) return to;
    if (to !== bareAt) out[to++] = SLASH;

    const copied = copyPlain(bytes, from, end, out, to);
    from += copied;
    to += copied;
    for (; from < end && bytes[from] !== SLASH; from++) out[to++] = bytes[from]!;
  }
}

/** Returns the offset of the next name at or behind `at`, without slashes and `.`; `end` or above, or −1 for `..`. */
function nextName(bytes: Uint8Array, at: number, end: number): number {
  let from = at;
  for (; from < end; from++) {
    const first = bytes[from]!;
    if (first === SLASH) continue;
    if (first !== DOT) return from;
    const second = from + 1 < end ? bytes[from + 1]! : SLASH;
    if (second === SLASH) continue;
    return second === DOT && (from + 2 >= end || bytes[from + 2] === SLASH) ? -1 : from;
  }
  return from;
}
