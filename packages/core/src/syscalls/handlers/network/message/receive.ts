import { ERRNO } from "../../../../abi/index.ts";
import {
  MSG_CMSG_CLOEXEC,
  MSG_CTRUNC,
  MSG_DONTWAIT,
  MSG_ERRQUEUE,
  MSG_WAITFORONE,
  SO_RCVTIMEO,
} from "../../../../abi/socket.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { ANSWERED } from "../../../../supervisor/request/result.ts";
import { ADDRESS, ADDRESS_SIZE, BLOCK, CONTROL_OUT, CONTROL_SIZE, VALUE } from "../layout.ts";
import {
  blockWord,
  forward,
  MESSAGE_ARGUMENT,
  MSG_CONTROLLEN,
  MSG_FLAGS,
  MSG_NAMELEN,
  pointAt,
  readMessage,
  writeBlock,
  type MessageCall,
} from "./message.ts";
import { closeReceived, deliverControl, type Delivery } from "./receive-control.ts";
import { refuseOutOfBand } from "./send.ts";
import { MMSGHDR_SIZE, MOST_MESSAGES, writeLength } from "./sendmsg.ts";
import { takeSocket, timeoutOption, waits, type SocketCall } from "../socket.ts";

const POLLIN = 1;
/** Larger than any buffer of a socket; a stream gives less than was asked for. */
const MOST_RECEIVED = 0x40_0000;

/** The room of a call that receives messages. */
export interface ReceiveRoom {
  readonly s: SocketCall;
  readonly m: MessageCall;
  readonly delivery: Delivery;
}

/** recvmsg: we receive, descriptors included; those that may pass are handed on. */
export function recvmsg(e: Emulation, room: ReceiveRoom): number {
  const { s, m } = room;
  const flags = e.call.int(2);
  const error = refuseOutOfBand(e, flags) || takeSocket(e, s);
  if (error !== 0) return error;
  m.header.low = e.call.int(MESSAGE_ARGUMENT);
  m.header.high = e.call.high(MESSAGE_ARGUMENT);
  const received = receiveOne(e, room, flags);
  return received === -ERRNO.EAGAIN ? waitForMessage(e, s, flags) : received;
}

/** recvmmsg: the first is waited for, then what is there is taken. */
export function recvmmsg(e: Emulation, room: ReceiveRoom): number {
  const { s, m } = room;
  const { call } = e;
  const start = { low: call.int(MESSAGE_ARGUMENT), high: call.high(MESSAGE_ARGUMENT) };
  const count = Math.min(call.int(2) >>> 0, MOST_MESSAGES);
  const flags = call.int(3) & ~MSG_WAITFORONE;
  const error = refuseOutOfBand(e, flags) || takeSocket(e, s);
  if (error !== 0) return error;
  const held = call.heldCount;
  for (let i = 0; i < count; i++) {
    m.header.low = start.low;
    m.header.high = start.high;
    forward(m.header, MMSGHDR_SIZE * i);
    const received = receiveOne(e, room, flags);
    if (received === -ERRNO.EAGAIN && i === 0) return waitForMessage(e, s, flags);
    const failed = received < 0 ? received : writeLength(e, m, received);
    if (failed < 0) return i > 0 ? i : failed;
    call.releaseTo(held);
  }
  return count;
}

/** Receives one message without waiting: its length, or `-errno`. */
function receiveOne(e: Emulation, room: ReceiveRoom, flags: number): number {
  const { s, m } = room;
  m.skip = 0;
  const read = readMessage(e, m);
  if (read !== 0) return read;
  const controlLength = Math.min(m.controlLength, CONTROL_SIZE);
  writeBlock(e, m, { nameLength: ADDRESS_SIZE, controlLength, flags, limit: MOST_RECEIVED });
  const received = e.kernel.receiveMessage(s.fd, BLOCK);
  // Taken from the socket, but the caller's memory would not have it.
  if (received === -ERRNO.EFAULT) closeReceived(e, room.delivery, blockWord(e, "controlLength"));
  return received < 0 ? received : deliver(e, room, flags) || received;
}

/** Writes name, control data and the fields of the header back; 0 or `-errno`. */
function deliver(e: Emulation, room: ReceiveRoom, flags: number): number {
  const { m, delivery } = room;
  const { kernel } = e;
  const cloexec = (flags & MSG_CMSG_CLOEXEC) !== 0;
  const complete = deliverControl(e, delivery, blockWord(e, "controlLength"), cloexec);
  const nameLength = blockWord(e, "nameLength");
  pointAt(e, m.name);
  let failed = kernel.write(MESSAGE_ARGUMENT, 0, ADDRESS, Math.min(nameLength, m.nameLength));
  pointAt(e, m.control);
  failed = Math.min(failed, kernel.write(MESSAGE_ARGUMENT, 0, CONTROL_OUT, delivery.length), 0);
  const truncated = complete ? 0 : MSG_CTRUNC;
  const outFlags = (blockWord(e, "outFlags") & ~MSG_CMSG_CLOEXEC) | (flags & MSG_CMSG_CLOEXEC) | truncated;
  pointAt(e, m.header);
  const hasName = m.name.low !== 0 || m.name.high !== 0;
  if (hasName) failed = Math.min(failed, writeNumber(e, MSG_NAMELEN, nameLength, 4));
  failed = Math.min(failed, writeNumber(e, MSG_CONTROLLEN, delivery.length, 8));
  return Math.min(failed, writeNumber(e, MSG_FLAGS, outFlags, 4), 0);
}

function writeNumber(e: Emulation, delta: number, value: number, size: 4 | 8): number {
  e.call.view.setInt32(VALUE, value, true);
  e.call.view.setInt32(VALUE + 4, 0, true);
  return e.kernel.write(MESSAGE_ARGUMENT, delta, VALUE, size);
}

function waitForMessage(e: Emulation, s: SocketCall, flags: number): number {
  if ((flags & (MSG_DONTWAIT | MSG_ERRQUEUE)) !== 0 || !waits(e, s)) return -ERRNO.EAGAIN;
  const parked = e.kernel.park(s.fd, POLLIN, timeoutOption(e, s.fd, SO_RCVTIMEO), 0);
  if (parked !== 0) return parked;
  e.call.giveAway(s.fd);
  return ANSWERED;
}
