import { lastNameStart } from "@sbx/path";
import { ERRNO } from "../../abi/index.ts";
import { decodeUtf8, isUtf8 } from "../../policy/utf8.ts";
import type { Place } from "../../lookup/place.ts";
import type { Emulation } from "../../supervisor/emulation.ts";

const FORBIDDEN = new Uint8Array(256);
for (let code = 0; code < 0x20; code++) FORBIDDEN[code] = 1;
FORBIDDEN[0x7f] = 1;
for (const character of "*?[]\"<>()&'!\\;$`|") FORBIDDEN[character.charCodeAt(0)] = 1;

const SPACE = 0x20;

/**
 * Whether the last name of the canonical path `bytes[start, end)` is one that terminals and shells stumble over: control
 * characters, shell metacharacters, a leading space, `-` or `~`, a trailing space, or bytes that are not UTF-8.
 */
export function isUnsafeName(bytes: Uint8Array, start: number, end: number): boolean {
  const from = lastNameStart(bytes, start, end);
  if (from === end) return false;
  const first = bytes[from]!;
  if (first === SPACE || first === 0x2d || first === 0x7e || bytes[end - 1] === SPACE) return true;
  let wide = false;
  for (let i = from; i < end; i++) {
    if (FORBIDDEN[bytes[i]!] === 1) return true;
    if (bytes[i]! >= 0x80) wide = true;
  }
  return wide && hasBadText(bytes, from, end);
}

const UNICODE_SPACE =
  /^[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]|[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u;

function hasBadText(bytes: Uint8Array, from: number, end: number): boolean {
  return !isUtf8(bytes, from, end) || UNICODE_SPACE.test(decodeUtf8(bytes, from, end));
}

/** Refuses a new name that is unsafe, with an event that says which option lets it pass: 0 or `-EILSEQ`. */
export function refuseUnsafe(e: Emulation, place: Place): number {
  const { bytes } = e.kernel.arena;
  if (!e.hardenings.safeNames || !isUnsafeName(bytes, place.start, place.end)) return 0;
  const path = bytes.slice(place.start, place.end);
  return e.judge.refuse(ERRNO.EILSEQ, "unsafe_name", { path, tip: "trace/allow_unsafe_filename:1" });
}
