const DOT = 0x2e;
const SLASH = 0x2f;

/**
 * Writes `bytes[start, end)` at `out[at…]` like {@link normalizeInto}, and removes each `..` together with the name in
 * front of it; at the root it goes nowhere, at the start of a relative path it stays. That is what the *text* says: where
 * a name is a symbolic link, the kernel ends elsewhere. Allocates nothing.
 *
 * `out` may be `bytes` itself as long as `at` is not above `start`.
 *
 * @returns the offset behind the last byte written
 */
export function resolveLexicallyInto(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
): number {
  if (start >= end) return at;
  const root = bytes[start] === SLASH ? at + 1 : at;
  if (root > at) out[at] = SLASH;
  let to = root;
  // In front of `floor` stands what no `..` removes: the root, or the `..` a relative path starts with.
  let floor = root;
  let from = start;
  while (from < end) {
    const nameStart = from;
    while (from < end && bytes[from] !== SLASH) from++;
    const length = from - nameStart;
    const dots = length <= 2 && length > 0 && bytes[nameStart] === DOT && bytes[from - 1] === DOT ? length : 0;
    from++;
    if (length === 0 || dots === 1) continue;
    if (dots === 2 && to > floor) {
      to = lastSlash(out, floor, to);
      continue;
    }
    if (dots === 2 && root > at) continue;
    if (to > root) out[to++] = SLASH;
    for (let name = nameStart; name < nameStart + length; name++) out[to++] = bytes[name]!;
    if (dots === 2) floor = to;
  }
  if (to === at) out[to++] = DOT;
  return to;
}

/** Offset of the last slash in front of `end`, or `floor`. */
function lastSlash(bytes: Uint8Array, floor: number, end: number): number {
  let at = end - 1;
  while (at > floor && bytes[at] !== SLASH) at--;
  return at;
}
