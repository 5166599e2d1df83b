import { SOCK_DGRAM } from "../../../abi/socket.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { ANSWERED } from "../../../supervisor/request/result.ts";
import { ADDRESS } from "./layout.ts";
import { judgePeer } from "./address/judge-address.ts";
import { copyAddress, takeSocket, waits, type SocketCall } from "./socket.ts";

// A server that asks who has connected (SO_PEERCRED) is told the process that called connect: sbx, with the right user
// and group. Linux has no way to connect for another process; what that means is in docs/threat-model.md.

/** connect: judged and done with our copy of the address, on a thread of its own where it may wait. */
export function connect(e: Emulation, s: SocketCall): number {
  const { kernel, call } = e;
  const error = takeSocket(e, s) || copyAddress(e, s, 1, call.int(2), "connect") || judgePeer(e, s, 0);
  if (error !== 0) return error;
  const atOnce = s.kind === "unspecified" || s.type === SOCK_DGRAM || !waits(e, s);
  return atOnce ? kernel.connect(s.fd, ADDRESS, s.length) : connectLater(e, s);
}

function connectLater(e: Emulation, s: SocketCall): number {
  const { kernel, call } = e;
  const started = kernel.connectLater(s.fd, ADDRESS, s.length, s.pinned);
  if (started !== 0) return started;
  call.giveAway(s.fd);
  if (s.pinned >= 0) call.giveAway(s.pinned);
  return ANSWERED;
}
