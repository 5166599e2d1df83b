const DOT = 0x2e;
const SLASH = 0x2f;

/**
 * Returns the end of the parent of a normalised path: the offset of its last `/`, `start + 1` for `/` and its children,
 * and `start` for a relative path of one name. Allocates nothing.
 */
export function parentEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end - 1;
  while (at >= start && bytes[at] !== SLASH) at--;
  if (at > start) return at;
  return at === start ? start + 1 : start;
}

/** Returns the offset of the last name of a normalised path; `end` for `/`, which has none. Allocates nothing. */
export function lastNameStart(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && bytes[at - 1] !== SLASH) at--;
  return at;
}

/**
 * Returns the end of the next longer prefix of a normalised path, or −1 behind the longest. Starting with
 * `from = start`, `/a/b` gives `/`, `/a`, `/a/b`; each answer is the next call's `from`. Allocates nothing.
 */
export function nextPrefixEnd(bytes: Uint8Array, start: number, end: number, from: number): number {
  if (from >= end) return -1;
  if (from === start && bytes[start] === SLASH) return start + 1;
  let at = from + 1;
  while (at < end && bytes[at] !== SLASH) at++;
  return at;
}

/**
 * Tells whether the normalised path `child[childStart, childEnd)` is `parent[parentStart, parentEnd)` or lies below it,
 * at a component boundary: `/ab` is not inside `/a`. `.` holds every relative path. Allocates nothing.
 */
export function isInsideBytes(
  child: Uint8Array,
  childStart: number,
  childEnd: number,
  parent: Uint8Array,
  parentStart: number,
  parentStop: number,
): boolean {
  const length = parentStop - parentStart;
  const rest = childStart + length;
  if (length === 0 || rest > childEnd) return false;
  if (length === 1 && parent[parentStart] === DOT) return child[childStart] !== SLASH;
  if (rest < childEnd && child[rest] !== SLASH && child[rest - 1] !== SLASH) return false;
  let other = parentStop;
  for (let at = rest - 1; at >= childStart; at--) if (child[at] !== parent[--other]) return false;
  return true;
}

/** Tells whether two ranges hold the same bytes. Allocates nothing. */
export function equalBytes(
  left: Uint8Array,
  leftStart: number,
  leftEnd: number,
  right: Uint8Array,
  rightStart: number,
  rightEnd: number,
): boolean {
  if (leftEnd - leftStart !== rightEnd - rightStart) return false;
  let other = rightEnd;
  for (let at = leftEnd - 1; at >= leftStart; at--) if (left[at] !== right[--other]) return false;
  return true;
}
