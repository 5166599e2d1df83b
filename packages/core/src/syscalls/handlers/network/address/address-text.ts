import { IPV4_OFFSET, IPV6_OFFSET, portOf } from "./address.ts";

/** Writes an Internet address the way rules do: `127.0.0.1!80`, `::1!80`; IPv4-mapped as IPv4, which is how it is judged. */
export function addressText(bytes: Uint8Array, start: number, kind: "ipv4" | "ipv6"): string {
  const port = portOf(bytes, start);
  if (kind === "ipv4") return `${dotted(bytes, start + IPV4_OFFSET)}!${port}`;
  const at = start + IPV6_OFFSET;
  const mapped = bytes.subarray(at, at + 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
  return `${mapped ? dotted(bytes, at + 12) : colons(bytes, at)}!${port}`;
}

const dotted = (bytes: Uint8Array, at: number): string => [...bytes.subarray(at, at + 4)].join(".");

function colons(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[at + 2 * i]! << 8) | bytes[at + 2 * i + 1]!);
  const [first, count] = longestRun(groups);
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(":");
  return count < 2 ? hex(0, 8) : `${hex(0, first)}::${hex(first + count, 8)}`;
}

/** Where the longest run of zeros begins, and its length. */
function longestRun(groups: readonly number[]): readonly [number, number] {
  let best: readonly [number, number] = [0, 0];
  for (let i = 0; i < groups.length; i++) {
    let end = i;
    while (groups[end] === 0) end++;
    if (end - i > best[1]) best = [i, end - i];
  }
  return best;
}
