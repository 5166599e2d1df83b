import { AF_INET, AF_INET6, AF_UNIX, AF_UNSPEC } from "../../../../abi/socket.ts";

/** What a socket address is for a socket of some domain. */
export type AddressKind =
  /** None was given: the socket is connected, or not. */
  | "none"
  /** AF_UNSPEC: connect cuts the connection. */
  | "unspecified"
  | "ipv4"
  | "ipv6"
  /** A UNIX socket by its path. */
  | "path"
  /** A UNIX socket by a name that is no path. */
  | "abstract"
  /** A UNIX address without a name. */
  | "unnamed"
  /** Of a domain that no rule speaks of. */
  | "foreign"
  /** The kernel would refuse it (EINVAL). */
  | "malformed"
  /** The kernel would refuse its family (EAFNOSUPPORT). */
  | "mismatched";

/** What the address is for: AF_UNSPEC means something else to each. */
export type AddressUse = "bind" | "connect" | "send";

/** Offset of the path or name in a `sockaddr_un`. */
export const NAME_OFFSET = 2;
/** Largest length of a `sockaddr_un`. */
export const UNIX_SIZE = 110;
const IPV4_SIZE = 16;
/** Without the scope, as the kernel still takes it. */
const IPV6_SIZE = 24;

/** Offsets in `sockaddr_in` and `sockaddr_in6`. */
export const PORT_OFFSET = 2;
export const IPV4_OFFSET = 4;
export const IPV6_OFFSET = 8;
export const SCOPE_OFFSET = 24;

/**
 * Says what the address `bytes[start, start + length)` is for a socket of `domain`, as the kernel would read it. The socket
 * counts more than the family: AF_INET takes AF_UNSPEC as its own, and an IPv6 socket takes IPv4 addresses.
 */
export function kindOfAddress(
  bytes: Uint8Array,
  start: number,
  length: number,
  domain: number,
  use: AddressUse,
): AddressKind {
  if (domain !== AF_UNIX && domain !== AF_INET && domain !== AF_INET6) return "foreign";
  if (length < NAME_OFFSET) return "malformed";
  const family = bytes[start]! | (bytes[start + 1]! << 8);
  if (use === "connect" && family === AF_UNSPEC) return "unspecified";
  if (domain === AF_UNIX) return family === AF_UNIX ? kindOfName(bytes, start, length) : "malformed";
  // An IPv6 socket ignores the address of a message whose family is AF_UNSPEC.
  if (family === AF_UNSPEC && domain === AF_INET6) return use === "send" ? "unspecified" : "mismatched";
  if (family === AF_INET || family === AF_UNSPEC) return length < IPV4_SIZE ? "malformed" : "ipv4";
  if (family !== AF_INET6 || domain === AF_INET) return "mismatched";
  return length < IPV6_SIZE ? "malformed" : "ipv6";
}

function kindOfName(bytes: Uint8Array, start: number, length: number): AddressKind {
  if (length === NAME_OFFSET) return "unnamed";
  if (length > UNIX_SIZE) return "malformed";
  return bytes[start + NAME_OFFSET] === 0 ? "abstract" : "path";
}

/** The port of an Internet address. */
export const portOf = (bytes: Uint8Array, start: number): number =>
  (bytes[start + PORT_OFFSET]! << 8) | bytes[start + PORT_OFFSET + 1]!;

/** End of the path of a UNIX address: its NUL, or the end of the address. */
export function pathEnd(bytes: Uint8Array, start: number, length: number): number {
  const end = start + length;
  const nul = bytes.subarray(start + NAME_OFFSET, end).indexOf(0);
  return nul < 0 ? end : start + NAME_OFFSET + nul;
}

/** Whether an Internet address is the wildcard: zeros, or zeros as IPv4-mapped. */
export function isWildcard(bytes: Uint8Array, start: number, kind: "ipv4" | "ipv6"): boolean {
  if (kind === "ipv4") return zeros(bytes, start + IPV4_OFFSET, 4);
  const at = start + IPV6_OFFSET;
  if (!zeros(bytes, at, 10) || !zeros(bytes, at + 12, 4)) return false;
  return zeros(bytes, at + 10, 2) || (bytes[at + 10] === 0xff && bytes[at + 11] === 0xff);
}

const zeros = (bytes: Uint8Array, at: number, count: number): boolean =>
  bytes.subarray(at, at + count).every((byte) => byte === 0);

/** Makes a wildcard address the loopback one of the same kind. */
export function makeLoopback(bytes: Uint8Array, start: number, kind: "ipv4" | "ipv6"): void {
  if (kind === "ipv4") {
    bytes[start] = AF_INET;
    bytes[start + IPV4_OFFSET] = 127;
    bytes[start + IPV4_OFFSET + 3] = 1;
    return;
  }
  const at = start + IPV6_OFFSET;
  if (bytes[at + 11] === 0xff) bytes[at + 12] = 127;
  bytes[at + 15] = 1;
}
