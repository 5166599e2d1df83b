import { AT_FDCWD } from "../../../../abi/fcntl.ts";
import { ERRNO } from "../../../../abi/index.ts";
import { FOLLOW } from "../../../../lookup/place.ts";
import { ALLOW, CATEGORY_INDEX } from "../../../../policy/index.ts";
import { CANONICAL_A } from "../../../../supervisor/request/arena.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { putText } from "../../put-text.ts";
import { addressText } from "./address-text.ts";
import {
  IPV4_OFFSET,
  IPV6_OFFSET,
  isWildcard,
  makeLoopback,
  NAME_OFFSET,
  pathEnd,
  portOf,
  SCOPE_OFFSET,
} from "./address.ts";
import { ADDRESS, JUDGED } from "../layout.ts";
import { sortOf, type SocketCall } from "../socket.ts";

type NetCategory = "net/bind" | "net/connect";

/** The argument under which the path of an address is looked up: the one it came by would do as well. */
const PATH_ARGUMENT = 1;
const INTERNET_SIZE = 28;

/**
 * Judges the address that is to be talked to. A path is pinned, and the address names what it led to from then on.
 *
 * @param errno - what a refusal answers, or 0 for that of the category
 * @returns 0 or `-errno`
 */
export function judgePeer(e: Emulation, s: SocketCall, errno: number): number {
  if (s.kind === "ipv4" || s.kind === "ipv6") return judgeInternetPeer(e, s, s.kind, errno);
  if (s.kind === "path") return pinPeer(e, s, errno);
  if (s.kind === "abstract") return judgeName(e, s, "net/connect", abstractName(e, s), errno);
  return unusable(s);
}

/** What the kernel says to addresses that it does not take; 0 for those that no rule speaks of. */
export function unusable(s: SocketCall): number {
  if (s.kind === "malformed") return -ERRNO.EINVAL;
  return s.kind === "mismatched" ? -ERRNO.EAFNOSUPPORT : 0;
}

function judgeInternetPeer(e: Emulation, s: SocketCall, kind: "ipv4" | "ipv6", errno: number): number {
  const { hardenings, judge, kernel } = e;
  const { bytes } = kernel.arena;
  const guarded = (judge.enabled & bitOf("net/connect")) !== 0;
  const wildcard = isWildcard(bytes, ADDRESS, kind);
  if (wildcard && guarded && hardenings.noWildcards) {
    return judge.refuse(ERRNO.ENETUNREACH, "net", {
      addr: addressText(bytes, ADDRESS, kind),
      tip: "trace/allow_unsafe_any_addr:1",
    });
  }
  if (guarded) dropScope(e, s);
  bytes.copyWithin(JUDGED, ADDRESS, ADDRESS + INTERNET_SIZE);
  // To the kernel the wildcard means this machine.
  if (wildcard) makeLoopback(bytes, JUDGED, kind);
  return judgeInternet(e, s, kind, "net/connect", errno) || judgeBlocked(e, kind, guarded, errno);
}

/** Link-local addresses lose the interface that they are meant for. */
export function dropScope(e: Emulation, s: SocketCall): void {
  if (s.kind === "ipv6" && e.hardenings.noScopes && s.length >= INTERNET_SIZE) {
    e.kernel.arena.bytes.fill(0, ADDRESS + SCOPE_OFFSET, ADDRESS + INTERNET_SIZE);
  }
}

/** Judges the Internet address at JUDGED. */
export function judgeInternet(
  e: Emulation,
  s: SocketCall,
  kind: "ipv4" | "ipv6",
  category: NetCategory,
  errno: number,
): number {
  const { bytes } = e.kernel.arena;
  const index = CATEGORY_INDEX[category];
  const at = JUDGED + (kind === "ipv4" ? IPV4_OFFSET : IPV6_OFFSET);
  const verdict = e.policy.decideAddress(index, bytes, at, kind === "ipv4" ? 4 : 16, portOf(bytes, JUDGED), s.protocol);
  if ((verdict & 15) === ALLOW) return 0;
  const text = addressText(bytes, JUDGED, kind);
  if (category === "net/connect" && isBound(e, s, putText(e, CANONICAL_A, text))) return 0;
  return e.judge.address(index, verdict, text, errno);
}

/** The list of addresses that nobody talks to, whatever the rules say. */
function judgeBlocked(e: Emulation, kind: "ipv4" | "ipv6", guarded: boolean, errno: number): number {
  const { bytes } = e.kernel.arena;
  if (!e.policy.blocks) return 0;
  const at = JUDGED + (kind === "ipv4" ? IPV4_OFFSET : IPV6_OFFSET);
  const verdict = e.policy.decideBlock(bytes, at, kind === "ipv4" ? 4 : 16);
  if ((verdict & 15) === ALLOW) return 0;
  const text = addressText(bytes, JUDGED, kind);
  return guarded
    ? e.judge.address(CATEGORY_INDEX["net/connect"], verdict, text, errno)
    : e.judge.block(verdict, text, errno || ERRNO.ECONNREFUSED);
}

/** Whether the name at CANONICAL_A was bound inside, and that is enough. */
const isBound = (e: Emulation, s: SocketCall, end: number): boolean =>
  e.hardenings.trustBound && s.bound.has(sortOf(s), e.kernel.arena.bytes, CANONICAL_A, end);

/** Judges the name of a UNIX socket at CANONICAL_A. */
export function judgeName(e: Emulation, s: SocketCall, category: NetCategory, end: number, errno: number): number {
  const set = bitOf(category);
  if (category === "net/connect" && !e.judge.allows(set, CANONICAL_A, end) && isBound(e, s, end)) return 0;
  return e.judge.path(set, CANONICAL_A, end, errno);
}

/** Puts `@` and the whole of an abstract name to CANONICAL_A; returns its end. */
export function abstractName(e: Emulation, s: SocketCall): number {
  const { bytes } = e.kernel.arena;
  bytes.copyWithin(CANONICAL_A, ADDRESS + NAME_OFFSET, ADDRESS + s.length);
  bytes[CANONICAL_A] = 64;
  return CANONICAL_A + s.length - NAME_OFFSET;
}

/** Puts the path of the address where the look-up reads the first path; returns the argument that it goes by. */
export function putPath(e: Emulation, s: SocketCall): number {
  const { bytes } = e.kernel.arena;
  const end = pathEnd(bytes, ADDRESS, s.length);
  bytes.copyWithin(e.first.slot, ADDRESS + NAME_OFFSET, end);
  const length = end - ADDRESS - NAME_OFFSET;
  bytes[e.first.slot + length] = 0;
  e.call.setPathLength(PATH_ARGUMENT, length);
  return PATH_ARGUMENT;
}

function pinPeer(e: Emulation, s: SocketCall, errno: number): number {
  const fd = e.lookup.object(e.first, putPath(e, s), AT_FDCWD, FOLLOW);
  if (fd < 0) return fd;
  // A socket that is reached by its descriptor has no name that anybody could connect to.
  if (e.first.pseudo) return -ERRNO.ECONNREFUSED;
  const judged = judgeName(e, s, "net/connect", e.first.end, errno);
  if (judged !== 0) return judged;
  const end = putText(e, ADDRESS + NAME_OFFSET, `/proc/self/fd/${fd}\0`);
  s.length = end - ADDRESS;
  s.pinned = fd;
  return 0;
}
