import { O_CLOEXEC } from "../../../../abi/fcntl.ts";
import { AF_INET, AF_INET6, SOCK_DGRAM } from "../../../../abi/socket.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { JUDGED } from "../layout.ts";
import { IPV4_OFFSET, IPV6_OFFSET, PORT_OFFSET } from "./address.ts";

/**
 * Whether the Internet address at `at` is one of this machine: with IP_FREEBIND a socket is bound to anybody's, to a group's
 * or to a network's (broadcast) without. A socket of ours has none of the options that allow that, so it is asked: to bind to
 * another machine's address is refused, to connect to a broadcast too.
 */
export function isOwnAddress(e: Emulation, kind: "ipv4" | "ipv6", at: number, length: number): boolean {
  const { kernel, call } = e;
  const { bytes } = kernel.arena;
  if (isLoopback(bytes, at, kind)) return true;
  if (isGroup(bytes, at, kind)) return false;
  const fd = call.hold(kernel.socket(kind === "ipv4" ? AF_INET : AF_INET6, SOCK_DGRAM | O_CLOEXEC, 0));
  if (fd < 0) return false;
  bytes.copyWithin(JUDGED, at, at + length);
  bytes.fill(0, JUDGED + PORT_OFFSET, JUDGED + PORT_OFFSET + 2);
  return kernel.bind(fd, JUDGED, length) === 0 && kernel.connect(fd, at, length) === 0;
}

/** Where an IPv4 address begins, IPv4-mapped ones as well; −1 for IPv6. */
function ipv4At(bytes: Uint8Array, at: number, kind: "ipv4" | "ipv6"): number {
  if (kind === "ipv4") return at + IPV4_OFFSET;
  const start = at + IPV6_OFFSET;
  const mapped = bytes.subarray(start, start + 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
  return mapped ? start + 12 : -1;
}

function isLoopback(bytes: Uint8Array, at: number, kind: "ipv4" | "ipv6"): boolean {
  const ipv4 = ipv4At(bytes, at, kind);
  if (ipv4 >= 0) return bytes[ipv4] === 127;
  const start = at + IPV6_OFFSET;
  return bytes.subarray(start, start + 16).every((byte, i) => byte === (i < 15 ? 0 : 1));
}

function isGroup(bytes: Uint8Array, at: number, kind: "ipv4" | "ipv6"): boolean {
  const ipv4 = ipv4At(bytes, at, kind);
  return ipv4 >= 0 ? bytes[ipv4]! >= 224 : bytes[at + IPV6_OFFSET] === 0xff;
}
