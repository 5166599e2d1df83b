import type { Emulation, Handler } from "../../../supervisor/emulation.ts";
import type { SharedWords } from "../../../supervisor/shared.ts";
import { bind, socketpair } from "./bind.ts";
import { BoundNames } from "./address/bound.ts";
import { connect } from "./connect.ts";
import { ControlWalk } from "./message/control.ts";
import { makeMessageCall } from "./message/message.ts";
import { makeDelivery } from "./message/receive-control.ts";
import { recvmmsg, recvmsg } from "./message/receive.ts";
import { sendto } from "./message/send.ts";
import { sendmmsg, sendmsg } from "./message/sendmsg.ts";
import { makeSocketCall } from "./socket.ts";

/** The handlers of the network, over one room for the socket and the message under way. */
export interface NetworkHandlers {
  readonly bind: Handler;
  readonly connect: Handler;
  readonly recvmmsg: Handler;
  readonly recvmsg: Handler;
  readonly sendmmsg: Handler;
  readonly sendmsg: Handler;
  readonly sendto: Handler;
  readonly socketpair: Handler;
}

export function createNetwork(shared: SharedWords, hasCapabilities: boolean): NetworkHandlers {
  const s = makeSocketCall(new BoundNames(shared), hasCapabilities);
  const m = makeMessageCall();
  const walk = new ControlWalk();
  const sendRoom = { s, m, walk };
  const receiveRoom = { s, m, delivery: makeDelivery(walk) };
  return {
    bind: (e: Emulation) => bind(e, s),
    connect: (e: Emulation) => connect(e, s),
    recvmmsg: (e: Emulation) => recvmmsg(e, receiveRoom),
    recvmsg: (e: Emulation) => recvmsg(e, receiveRoom),
    sendmmsg: (e: Emulation) => sendmmsg(e, sendRoom),
    sendmsg: (e: Emulation) => sendmsg(e, sendRoom),
    sendto: (e: Emulation) => sendto(e, s, m),
    socketpair,
  };
}
