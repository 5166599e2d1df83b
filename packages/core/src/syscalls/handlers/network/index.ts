import type { Emulation, Handler } from "../../../supervisor/emulation.ts";
import type { SharedWords } from "../../../supervisor/shared.ts";
import { bind, socketpair } from "./bind.ts";
import { BoundNames } from "./bound.ts";
import { connect } from "./connect.ts";
import { makeMessageCall } from "./message.ts";
import { sendto } from "./send.ts";
import { makeSocketCall } from "./socket.ts";

/** The handlers of the network, over one room for the socket and the message under way. */
export interface NetworkHandlers {
  readonly bind: Handler;
  readonly connect: Handler;
  readonly sendto: Handler;
  readonly socketpair: Handler;
}

export function createNetwork(shared: SharedWords): NetworkHandlers {
  const s = makeSocketCall(new BoundNames(shared));
  const m = makeMessageCall();
  return {
    bind: (e: Emulation) => bind(e, s),
    connect: (e: Emulation) => connect(e, s),
    sendto: (e: Emulation) => sendto(e, s, m),
    socketpair,
  };
}
