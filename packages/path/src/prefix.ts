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
 * Returns the offset of the first byte at or behind `at` that is no slash, or `end`: where the next name of any path
 * starts. With {@link nextNameEnd} it walks a path as it was written, `.` and `..` included. Allocates nothing.
 */
export function nextNameStart(bytes: Uint8Array, at: number, end: number): number {
  let from = at;
  while (from < end && bytes[from] === SLASH) from++;
  return from;
}

/** Returns the offset of the first slash at or behind `at`, or `end`: where the name at `at` ends. Allocates nothing. */
export function nextNameEnd(bytes: Uint8Array, at: number, end: number): number {
  let to = at;
  while (to < end && bytes[to] !== SLASH) to++;
  return to;
}

/**
 * Returns the end of the next longer prefix of a normalised path, or −1 behind the longest. Starting with
 * `from = start`, `/a/b` gives `/`, `/a`, `/a/b`; each answer is the next call's `from`. Allocates nothing.
 */
export function nextPrefixEnd(bytes: Uint8Array, start: number, end: number, from: number): number {
  if (from >= end) return -1;
  if (from === start && bytes[start] === SLASH) return start + 1;
  return nextNameEnd(bytes, from + 1, end);
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
  const shared = sharedLength(child, childStart, childEnd, parent, parentStart, parentStop);
  for (let at = shared - 1; at >= 0; at--) if (child[childStart + at] !== parent[parentStart + at]) return false;
  return shared >= 0;
}

/** Returns how many leading bytes a child must share with its parent; −1 if it lies outside whatever they are. */
export function sharedLength(
  child: Uint8Array,
  childStart: number,
  childEnd: number,
  parent: Uint8Array,
  parentStart: number,
  parentStop: number,
): number {
  const length = parentStop - parentStart;
  const rest = childStart + length;
  if (length === 0 || rest > childEnd) return -1;
  if (length === 1 && parent[parentStart] === DOT) return child[childStart] === SLASH ? -1 : 0;
  return rest === childEnd || child[rest] === SLASH || child[rest - 1] === SLASH ? length : -1;
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
  const shift = rightEnd - leftEnd;
  let end = leftEnd;
  // From the end: paths that differ mostly share their first directories. Eight bytes at a time: one branch for all.
  for (; end - 8 >= leftStart; end -= 8) {
    const other = end + shift;
    const difference =
      (left[end - 1]! ^ right[other - 1]!) |
      (left[end - 2]! ^ right[other - 2]!) |
      (left[end - 3]! ^ right[other - 3]!) |
      (left[end - 4]! ^ right[other - 4]!) |
      (left[end - 5]! ^ right[other - 5]!) |
      (left[end - 6]! ^ right[other - 6]!) |
      (left[end - 7]! ^ right[other - 7]!) |
      (left[end - 8]! ^ right[other - 8]!);
    if (difference !== 0) return false;
  }
  for (let at = leftStart; at < end; at++) if (left[at] !== right[at + shift]) return false;
  return true;
}

/**
 * Tells whether two paths of `length` bytes are equal, word by word; both are filled with zeros up to a whole word.
 * `leftAt` and `rightAt` count words.
 */
export function equalWords(
  left: Int32Array,
  leftAt: number,
  right: Int32Array,
  rightAt: number,
  length: number,
): boolean {
  const shift = rightAt - leftAt;
  for (let at = leftAt + ((length + 3) >> 2) - 1; at >= leftAt; at--) {
    if (left[at] !== right[at + shift]) return false;
  }
  return true;
}
