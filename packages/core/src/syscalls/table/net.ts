import type { SyscallRow } from "../row.ts";
import { SENDTO, SOCKET, SOCKETPAIR } from "./variants/net.ts";

/** Sockets, by name. */
export const NET_CALLS: readonly SyscallRow[] = [
  { name: "accept", nr: { x64: 43, arm64: 202 }, group: "net", args: ["fd", "sockaddrOut", "lengthOut"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "accept4", nr: { x64: 288, arm64: 242, ia32: 364 }, group: "net", args: ["fd", "sockaddrOut", "lengthOut", "flags"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "bind", nr: { x64: 49, arm64: 200, ia32: 361 }, group: "net", args: ["fd", "sockaddr", "length"], verdict: "serve", handler: "bind", answer: "emulate", guards: ["net/bind"], hardenings: ["mask"] },
  { name: "connect", nr: { x64: 42, arm64: 203, ia32: 362 }, group: "net", args: ["fd", "sockaddr", "length"], verdict: "serve", handler: "connect", answer: "emulate", guards: ["net/connect"], hardenings: ["block"] },
  { name: "getpeername", nr: { x64: 52, arm64: 205, ia32: 368 }, group: "net", args: ["fd", "sockaddrOut", "lengthOut"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "getsockname", nr: { x64: 51, arm64: 204, ia32: 367 }, group: "net", args: ["fd", "sockaddrOut", "lengthOut"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "getsockopt", nr: { x64: 55, arm64: 209, ia32: 365 }, group: "net", args: ["fd", "int", "int", "struct", "lengthOut"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "listen", nr: { x64: 50, arm64: 201, ia32: 363 }, group: "net", args: ["fd", "int"], verdict: "allow", note: "a socket that was not bound gets a free port on every address: bind rules are asked by bind only" },
  { name: "recvfrom", nr: { x64: 45, arm64: 207, ia32: 371 }, group: "net", args: ["fd", "buffer", "size", "flags", "sockaddrOut", "lengthOut"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "recvmmsg", nr: { x64: 299, arm64: 243, ia32: 337 }, group: "net", args: ["fd", "mmsghdr", "int", "flags", "time"], verdict: "serve", handler: "recvmmsg", answer: "emulate", guards: ["recvfd"] },
  { name: "recvmsg", nr: { x64: 47, arm64: 212, ia32: 372 }, group: "net", args: ["fd", "msghdr", "flags"], verdict: "serve", handler: "recvmsg", answer: "emulate", guards: ["recvfd"] },
  { name: "sendmmsg", nr: { x64: 307, arm64: 269, ia32: 345 }, group: "net", args: ["fd", "mmsghdr", "int", "flags"], verdict: "serve", handler: "sendmmsg", answer: "emulate", guards: ["net/connect", "sendfd"], hardenings: ["block"] },
  { name: "sendmsg", nr: { x64: 46, arm64: 211, ia32: 370 }, group: "net", args: ["fd", "msghdr", "flags"], verdict: "serve", handler: "sendmsg", answer: "emulate", guards: ["net/connect", "sendfd"], hardenings: ["block"] },
  { name: "sendto", nr: { x64: 44, arm64: 206, ia32: 369 }, group: "net", args: ["fd", "buffer", "size", "flags", "sockaddr", "length"], when: SENDTO, verdict: "serve", handler: "sendto", answer: "emulate", guards: ["net/connect"], hardenings: ["block"] },
  { name: "setsockopt", nr: { x64: 54, arm64: 208, ia32: 366 }, group: "net", args: ["fd", "int", "int", "struct", "length"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "shutdown", nr: { x64: 48, arm64: 210, ia32: 373 }, group: "net", args: ["fd", "int"], verdict: "allow", note: "acts on a socket that the program holds; addresses are judged elsewhere" },
  { name: "socket", nr: { x64: 41, arm64: 198, ia32: 359 }, group: "net", args: ["domain", "socketType", "protocol"], when: SOCKET, verdict: "allow", note: "UNIX, IPv4, IPv6 and allowed netlink protocols; addresses are judged elsewhere" },
  { name: "socketpair", nr: { x64: 53, arm64: 199, ia32: 360 }, group: "net", args: ["domain", "socketType", "protocol", "fds"], when: SOCKETPAIR, verdict: "serve", handler: "socketpair", answer: "continue", guards: ["net/bind"] },
];
