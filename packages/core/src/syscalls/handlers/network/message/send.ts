import { ERRNO } from "../../../../abi/index.ts";
import {
  AF_INET,
  AF_INET6,
  AF_UNIX,
  MSG_DONTWAIT,
  MSG_FASTOPEN,
  MSG_NOSIGNAL,
  MSG_OOB,
  IPPROTO_MPTCP,
  IPPROTO_TCP,
  SO_SNDTIMEO,
  SOCK_SEQPACKET,
  SOCK_STREAM,
} from "../../../../abi/socket.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { ANSWERED, CONTINUE } from "../../../../supervisor/request/result.ts";
import { judgePeer } from "../address/judge-address.ts";
import { BLOCK } from "../layout.ts";
import { onePart, writeBlock, type MessageCall } from "./message.ts";
import { copyAddress, takeSocket, timeoutOption, waits, type SocketCall } from "../socket.ts";

const CONNECT = bitOf("net/connect");
const POLLOUT = 4;
const SIGPIPE = 13;

/** A stream goes in pieces of this size; what is not gone when the socket waits goes on when there is room again. */
const STREAM_PIECE = 0x10_0000;
/** Larger than any buffer of a socket that sends messages as a whole. */
const LARGEST_MESSAGE = 0x100_0000;

/** Out-of-band data are a relic that parsers stumble over: 0, or `-EOPNOTSUPP`. */
export const refuseOutOfBand = (e: Emulation, flags: number): number =>
  (flags & MSG_OOB) !== 0 && e.hardenings.noOutOfBand && (e.judge.enabled & CONNECT) !== 0 ? -ERRNO.EOPNOTSUPP : 0;

/** sendto: without an address there are only numbers to judge, and the kernel does it. */
export function sendto(e: Emulation, s: SocketCall, m: MessageCall): number {
  const { call } = e;
  const flags = call.int(3);
  const refused = refuseOutOfBand(e, flags);
  if (refused !== 0) return refused;
  if (call.isNull(4)) return CONTINUE;
  const error = takeSocket(e, s) || copyAddress(e, s, 4, call.int(5), "send") || judgeTarget(e, s, flags);
  if (error !== 0) return error;
  onePart(e, m, 1);
  m.skip = e.kernel.progress();
  return transmit(e, s, m, flags);
}

/**
 * Judges the address of a message, where the kernel uses it: a connected stream does not, unless it is being connected by
 * the message itself.
 */
export function judgeTarget(e: Emulation, s: SocketCall, flags: number): number {
  if ((flags & MSG_FASTOPEN) === 0 && ignoresAddress(s)) return 0;
  // It would connect first, which may wait: programs go on with connect then, as on kernels that do not offer it.
  if ((flags & MSG_FASTOPEN) !== 0 && s.length > 0 && waits(e, s)) return -ERRNO.EOPNOTSUPP;
  return judgePeer(e, s, ERRNO.ENOTCONN);
}

function ignoresAddress(s: SocketCall): boolean {
  if (s.domain === AF_UNIX) return s.type === SOCK_STREAM || s.type === SOCK_SEQPACKET;
  const internet = s.domain === AF_INET || s.domain === AF_INET6;
  return internet && s.type === SOCK_STREAM && (s.protocol === IPPROTO_TCP || s.protocol === IPPROTO_MPTCP);
}

/**
 * Sends the message that has been judged. Where the socket waits for room the request is set aside and begins anew later,
 * behind what is gone already.
 */
export function transmit(e: Emulation, s: SocketCall, m: MessageCall, flags: number): number {
  const { skip } = m;
  const result = sendPiece(e, s, m, flags);
  if (result < 0 && result !== -ERRNO.EAGAIN) return skip > 0 ? skip : result;
  const done = skip + Math.max(result, 0);
  const whole = result >= 0 && (done >= m.total || s.type !== SOCK_STREAM);
  if (!whole && (flags & MSG_DONTWAIT) === 0 && waits(e, s)) return waitForRoom(e, s, done);
  return done > 0 ? done : result;
}

/** Sends once, without waiting: the bytes that are gone, or `-errno`. */
export function sendPiece(e: Emulation, s: SocketCall, m: MessageCall, flags: number): number {
  const stream = s.type === SOCK_STREAM;
  if (!stream && m.total > LARGEST_MESSAGE) return -ERRNO.EMSGSIZE;
  writeBlock(e, m, {
    nameLength: s.kind === "unspecified" ? 0 : s.length,
    controlLength: m.skip > 0 ? 0 : m.controlLength,
    flags,
    limit: stream ? STREAM_PIECE : LARGEST_MESSAGE,
  });
  const sent = e.kernel.sendMessage(s.fd, BLOCK);
  return sent === -ERRNO.EPIPE && m.skip === 0 ? brokenPipe(e, s, flags) : sent;
}

function waitForRoom(e: Emulation, s: SocketCall, done: number): number {
  const parked = e.kernel.park(s.fd, POLLOUT, timeoutOption(e, s.fd, SO_SNDTIMEO), done);
  if (parked !== 0) return parked;
  e.call.giveAway(s.fd);
  return ANSWERED;
}

/** A stream that nobody reads any more ends its writer. */
function brokenPipe(e: Emulation, s: SocketCall, flags: number): number {
  const { kernel, call } = e;
  const silent = s.type !== SOCK_STREAM || (flags & MSG_NOSIGNAL) !== 0;
  if (!silent && kernel.valid() === 0) kernel.kill(call.pid, SIGPIPE);
  return -ERRNO.EPIPE;
}
