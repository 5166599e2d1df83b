import { ERRNO } from "../../../abi/index.ts";
import { O_NONBLOCK } from "../../../abi/fcntl.ts";
import {
  AF_INET,
  AF_UNIX,
  IPPROTO_MPTCP,
  IPPROTO_TCP,
  SO_DOMAIN,
  SO_PROTOCOL,
  SO_TYPE,
  SOL_SOCKET,
} from "../../../abi/socket.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { duplicateArgument } from "../descriptor-name.ts";
import { kindOfAddress, type AddressKind, type AddressUse } from "./address/address.ts";
import type { BoundNames } from "./address/bound.ts";
import { ADDRESS, ADDRESS_SIZE, VALUE, VALUE_LENGTH } from "./layout.ts";

const F_GETFL = 3;

/** The socket of the call under way and the address that lies at ADDRESS. One per emulator, filled by every call. */
export interface SocketCall {
  readonly bound: BoundNames;
  /** Whether the program holds capabilities. */
  readonly hasCapabilities: boolean;
  /** Our duplicate, held. */
  fd: number;
  domain: number;
  type: number;
  protocol: number;
  /** Length of the address, 0 without one. */
  length: number;
  kind: AddressKind;
  /** The object that a path led to, held; the address names it by this descriptor. −1 without one. */
  pinned: number;
}

export const makeSocketCall = (bound: BoundNames, hasCapabilities: boolean): SocketCall => ({
  bound,
  hasCapabilities,
  fd: -1,
  domain: 0,
  type: 0,
  protocol: 0,
  length: 0,
  kind: "none",
  pinned: -1,
});

/** Duplicates the socket of the first argument and reads what it is; 0 or `-errno` (`-EBADF`, `-ENOTSOCK`). */
export function takeSocket(e: Emulation, s: SocketCall): number {
  s.length = 0;
  s.kind = "none";
  s.pinned = -1;
  s.fd = duplicateArgument(e, 0);
  if (s.fd < 0) return s.fd;
  s.domain = numberOption(e, s.fd, SOL_SOCKET, SO_DOMAIN);
  if (s.domain < 0) return s.domain;
  s.type = numberOption(e, s.fd, SOL_SOCKET, SO_TYPE);
  s.protocol = numberOption(e, s.fd, SOL_SOCKET, SO_PROTOCOL);
  return Math.min(s.type, s.protocol, 0);
}

/**
 * Names the sockets that can reach one another by the same address: their family, type and protocol. Whether it is IPv4 or
 * IPv6 the address itself says; multipath TCP has the ports of TCP, and either talks to the other. Fifteen bits.
 */
export function sortOf({ domain, type, protocol }: SocketCall): number {
  const family = domain === AF_UNIX ? AF_UNIX : AF_INET;
  return (family << 13) | (type << 9) | (protocol === IPPROTO_MPTCP ? IPPROTO_TCP : protocol);
}

/** A socket option that is a number; or `-errno`. */
export function numberOption(e: Emulation, fd: number, level: number, option: number): number {
  e.call.view.setInt32(VALUE_LENGTH, 4, true);
  const failed = e.kernel.getsockopt(fd, level, option, VALUE, VALUE_LENGTH);
  return failed < 0 ? failed : e.call.view.getInt32(VALUE, true);
}

/** Milliseconds of SO_SNDTIMEO or SO_RCVTIMEO; 0 for none. */
export function timeoutOption(e: Emulation, fd: number, option: number): number {
  e.call.view.setInt32(VALUE_LENGTH, 16, true);
  if (e.kernel.getsockopt(fd, SOL_SOCKET, option, VALUE, VALUE_LENGTH) < 0) return 0;
  const milliseconds =
    e.call.view.getInt32(VALUE, true) * 1000 + Math.ceil(e.call.view.getInt32(VALUE + 8, true) / 1000);
  return milliseconds > 0 ? milliseconds : 0;
}

/** Whether calls on the socket wait. */
export const waits = (e: Emulation, s: SocketCall): boolean => (e.kernel.fcntl(s.fd, F_GETFL, 0) & O_NONBLOCK) === 0;

/** Copies the address at `args[argument]`, once. 0 or `-errno`, as `move_addr_to_kernel` has it. */
export function copyAddress(e: Emulation, s: SocketCall, argument: number, length: number, use: AddressUse): number {
  if (length < 0 || length > ADDRESS_SIZE) return -ERRNO.EINVAL;
  const { bytes } = e.kernel.arena;
  const copied = length === 0 ? 0 : e.kernel.read(argument, 0, length, ADDRESS);
  if (copied < 0) return copied;
  bytes[ADDRESS + length] = 0;
  s.length = length;
  s.kind = kindOfAddress(bytes, ADDRESS, length, s.domain, use);
  return 0;
}
