import type { Emulation } from "../../../../supervisor/emulation.ts";
import { ANSWERED } from "../../../../supervisor/request/result.ts";
import type { ControlWalk } from "./control.ts";
import { VALUE } from "../layout.ts";
import { forward, MESSAGE_ARGUMENT, pointAt, readControl, readMessage, type MessageCall } from "./message.ts";
import { judgeTarget, refuseOutOfBand, sendPiece, transmit } from "./send.ts";
import { translateControl } from "./send-control.ts";
import { copyAddress, takeSocket, type SocketCall } from "../socket.ts";

/** The room of a call that sends messages. */
export interface SendRoom {
  readonly s: SocketCall;
  readonly m: MessageCall;
  readonly walk: ControlWalk;
}

/** `struct mmsghdr`: a header and the length that was moved. */
export const MMSGHDR_SIZE = 64;
const MSG_LEN = 56;
/** UIO_MAXIOV, which bounds what one call moves. */
export const MOST_MESSAGES = 1024;

/** sendmsg: the structure is read once, the address and every descriptor judged, then our copies are sent. */
export function sendmsg(e: Emulation, room: SendRoom): number {
  const { s, m } = room;
  const flags = e.call.int(2);
  const error = refuseOutOfBand(e, flags) || takeSocket(e, s);
  if (error !== 0) return error;
  m.header.low = e.call.int(MESSAGE_ARGUMENT);
  m.header.high = e.call.high(MESSAGE_ARGUMENT);
  m.skip = e.kernel.progress();
  return prepare(e, room, flags) || transmit(e, s, m, flags);
}

/** Reads and judges one message; 0 or `-errno`. */
function prepare(e: Emulation, room: SendRoom, flags: number): number {
  const { s, m, walk } = room;
  const read = readMessage(e, m);
  if (read !== 0) return read;
  pointAt(e, m.name);
  s.length = 0;
  s.kind = "none";
  const named = m.nameLength === 0 ? 0 : copyAddress(e, s, MESSAGE_ARGUMENT, m.nameLength, "send");
  const error = named || readControl(e, m) || judgeTarget(e, s, flags);
  // What is gone in part has taken its descriptors along.
  if (error !== 0 || m.controlLength === 0 || m.skip > 0) return error;
  return translateControl(e, walk, m.controlLength);
}

/**
 * sendmmsg: one after the other, each judged for itself. The first may wait; later ones that would are left to the next
 * call, which programs make because they are told how many have been sent.
 */
export function sendmmsg(e: Emulation, room: SendRoom): number {
  const { s, m } = room;
  const { call } = e;
  const start = { low: call.int(MESSAGE_ARGUMENT), high: call.high(MESSAGE_ARGUMENT) };
  const count = Math.min(call.int(2) >>> 0, MOST_MESSAGES);
  const flags = call.int(3);
  const error = refuseOutOfBand(e, flags) || takeSocket(e, s);
  if (error !== 0) return error;
  const held = call.heldCount;
  for (let i = 0; i < count; i++) {
    m.header.low = start.low;
    m.header.high = start.high;
    forward(m.header, MMSGHDR_SIZE * i);
    m.skip = i === 0 ? e.kernel.progress() : 0;
    const sent = prepare(e, room, flags) || (i === 0 ? transmit(e, s, m, flags) : sendPiece(e, s, m, flags));
    if (sent === ANSWERED) return sent;
    const failed = sent < 0 ? sent : writeLength(e, m, sent);
    if (failed < 0) return i > 0 ? i : failed;
    call.releaseTo(held);
  }
  return count;
}

/** Writes `msg_len` of a `struct mmsghdr`. */
export function writeLength(e: Emulation, m: MessageCall, length: number): number {
  pointAt(e, m.header);
  e.call.view.setInt32(VALUE, length, true);
  return e.kernel.write(MESSAGE_ARGUMENT, MSG_LEN, VALUE, 4);
}
