import { AF_ALG, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_UNIX, AF_UNSPEC, MSG_OOB, SOCK_DGRAM, SOCK_PACKET, SOCK_RAW, SOCK_STREAM, SOCK_TYPE_MASK } from "../../../abi/socket.ts";
import type { Variant } from "../../row.ts";

/** IP protocols whose addresses are those of bind, connect and send: the default, ICMP, TCP, UDP, ICMPv6, UDP-Lite and MPTCP. */
const KNOWN_PROTOCOLS: readonly number[] = [0, 1, 6, 17, 58, 136, 262];

/** Families and types of sockets; of netlink only the protocols that the policy allows. */
export const SOCKET: readonly Variant[] = [
  { test: [{ arg: 0, in: [AF_PACKET] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_socket", note: "sees and sends packets below any address rule" },
  { test: [{ arg: 0, in: [AF_INET, AF_INET6] }, { arg: 1, mask: SOCK_TYPE_MASK, in: [SOCK_RAW, SOCK_PACKET] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_socket", note: "sends packets that no address rule sees" },
  { test: [{ arg: 0, in: [AF_INET, AF_INET6] }, { arg: 1, mask: SOCK_TYPE_MASK, notIn: [SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_PACKET] }], verdict: "refuse", errno: "ESOCKTNOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "SCTP sockets bind and connect by socket options, past the rules" },
  { test: [{ arg: 0, in: [AF_INET, AF_INET6] }, { arg: 1, mask: SOCK_TYPE_MASK, in: [SOCK_STREAM, SOCK_DGRAM] }, { arg: 2, notIn: KNOWN_PROTOCOLS }], verdict: "refuse", errno: "EPROTONOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "SCTP sockets bind and connect by socket options, past the rules" },
  { test: [{ arg: 0, in: [AF_ALG] }], verdict: "refuse", errno: "EAFNOSUPPORT", event: "always", hardening: "allow_unsafe_kcapi", note: "kernel cryptography is a large surface" },
  { test: [{ arg: 0, in: [AF_NETLINK] }, { arg: 2, notIn: "netlinkProtocols" }], verdict: "refuse", errno: "EPROTONOSUPPORT", event: "always", note: "a netlink protocol that the policy does not allow" },
  { test: [{ arg: 0, notIn: [AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET, AF_ALG] }], verdict: "refuse", errno: "EAFNOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "no rule can speak of its addresses" },
  { test: [], verdict: "serve", handler: "socket", answer: "addfd", guards: [], hardenings: ["force_cloexec", "force_rand_fd"] },
];

export const SOCKETPAIR: readonly Variant[] = [
  { test: [{ arg: 0, notIn: [AF_UNIX, AF_INET, AF_INET6] }], verdict: "refuse", errno: "EAFNOSUPPORT", event: "always", hardening: "allow_unsupp_socket", note: "only UNIX sockets come in pairs" },
];

/** Without an address the data go to whom the socket was connected to: what send(2) is, and every reply of a server. */
export const SENDTO: readonly Variant[] = [
  { test: [{ arg: 4, in: [0] }, { arg: 3, noneOf: MSG_OOB }], verdict: "allow", note: "without an address: the peer was judged when the socket was connected" },
];
