import { ERRNO } from "../../../../abi/index.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { ADDRESS, BLOCK, CONTROL, CONTROL_SIZE, HEADER, HEADER_SIZE, MOST_PARTS, PARTS } from "../layout.ts";

/** What one call moves at most. Origin: MAX_RW_COUNT of include/linux/fs.h, Linux 6.18. */
export const MOST_BYTES = 0x7fff_f000;

// struct msghdr on 64 bits.
const NAME = HEADER;
const NAME_LENGTH: number = HEADER + 8;
const VECTOR: number = HEADER + 16;
const VECTOR_LENGTH: number = HEADER + 24;
const CONTROL_POINTER: number = HEADER + 32;
const CONTROL_LENGTH: number = HEADER + 40;

/** Offsets in the caller's structure of what a receiving call writes. */
export const MSG_NAMELEN = 8;
export const MSG_CONTROLLEN = 40;
export const MSG_FLAGS = 48;

/** An address in the caller, in halves: pointers do not fit a number that is safe. */
export interface Pointer {
  low: number;
  high: number;
}

/** A message of the caller, one per emulator: its header has been read, nothing else of it is looked at twice. */
export interface MessageCall {
  /** Where the header lies in the caller. */
  readonly header: Pointer;
  readonly name: Pointer;
  readonly control: Pointer;
  nameLength: number;
  controlLength: number;
  partCount: number;
  /** Bytes of all parts. */
  total: number;
  /** Bytes that have been moved before, when the request was under way the last time. */
  skip: number;
}

export const makeMessageCall = (): MessageCall => ({
  header: { low: 0, high: 0 },
  name: { low: 0, high: 0 },
  control: { low: 0, high: 0 },
  nameLength: 0,
  controlLength: 0,
  partCount: 0,
  total: 0,
  skip: 0,
});

/** The argument by which messages come; it is pointed at what is read next. */
export const MESSAGE_ARGUMENT = 1;

/** Moves a pointer on. */
export function forward(pointer: Pointer, by: number): void {
  const low = (pointer.low >>> 0) + by;
  pointer.low = low | 0;
  if (low > 0xffff_ffff) pointer.high = (pointer.high + 1) | 0;
}

/** Points the message argument somewhere in the caller. */
export const pointAt = (e: Emulation, to: Pointer): void => e.call.point(MESSAGE_ARGUMENT, to.low, to.high);

const isNull = (pointer: Pointer): boolean => pointer.low === 0 && pointer.high === 0;

/** Reads the header and the list of parts of the message `m.header` points at; 0 or `-errno`. */
export function readMessage(e: Emulation, m: MessageCall): number {
  const { kernel, call } = e;
  pointAt(e, m.header);
  const copied = kernel.read(MESSAGE_ARGUMENT, 0, HEADER_SIZE, HEADER);
  if (copied < 0) return copied;
  const { view } = call;
  loadPointer(e, m.name, NAME);
  loadPointer(e, m.control, CONTROL_POINTER);
  m.nameLength = isNull(m.name) ? 0 : view.getInt32(NAME_LENGTH, true);
  if (m.nameLength < 0) return -ERRNO.EINVAL;
  m.nameLength = Math.min(m.nameLength, 128);
  const tooMany = view.getInt32(VECTOR_LENGTH + 4, true) !== 0 || view.getUint32(VECTOR_LENGTH, true) > MOST_PARTS;
  if (tooMany) return -ERRNO.EMSGSIZE;
  m.partCount = view.getUint32(VECTOR_LENGTH, true);
  const longControl = view.getInt32(CONTROL_LENGTH + 4, true) !== 0;
  m.controlLength = isNull(m.control) ? 0 : longControl ? Infinity : view.getUint32(CONTROL_LENGTH, true);
  return readParts(e, m);
}

function readParts(e: Emulation, m: MessageCall): number {
  const { call, kernel } = e;
  call.point(MESSAGE_ARGUMENT, call.view.getInt32(VECTOR, true), call.view.getInt32(VECTOR + 4, true));
  const copied = m.partCount === 0 ? 0 : kernel.read(MESSAGE_ARGUMENT, 0, 16 * m.partCount, PARTS);
  if (copied < 0) return copied;
  m.total = 0;
  for (let i = 0; i < m.partCount; i++) {
    const at = PARTS + 16 * i + 8;
    const high = call.view.getInt32(at + 4, true);
    if (high < 0) return -ERRNO.EINVAL;
    const length = high > 0 ? MOST_BYTES : call.view.getUint32(at, true);
    const kept = Math.min(length, MOST_BYTES - m.total);
    call.view.setUint32(at, kept, true);
    call.view.setUint32(at + 4, 0, true);
    m.total += kept;
  }
  return 0;
}

/** Makes the buffer of a call such as sendto the only part. */
export function onePart(e: Emulation, m: MessageCall, argument: number): void {
  const { call } = e;
  call.put(argument, PARTS);
  call.view.setUint32(PARTS + 8, call.size(argument + 1, MOST_BYTES), true);
  call.view.setUint32(PARTS + 12, 0, true);
  m.partCount = 1;
  m.total = call.view.getUint32(PARTS + 8, true);
  m.controlLength = 0;
}

/** Copies the control data to CONTROL; 0 or `-errno`. */
export function readControl(e: Emulation, m: MessageCall): number {
  if (m.controlLength === 0) return 0;
  if (m.controlLength > CONTROL_SIZE) return -ERRNO.ENOBUFS;
  pointAt(e, m.control);
  return Math.min(e.kernel.read(MESSAGE_ARGUMENT, 0, m.controlLength, CONTROL), 0);
}

function loadPointer(e: Emulation, pointer: Pointer, at: number): void {
  pointer.low = e.call.view.getInt32(at, true);
  pointer.high = e.call.view.getInt32(at + 4, true);
}

/** How the native side is told what to move. */
export interface Transfer {
  readonly nameLength: number;
  readonly controlLength: number;
  readonly flags: number;
  /** Bytes to move at most. */
  readonly limit: number;
}

/** Writes the block for `sendMessage` and `receiveMessage`; the order is that of `native/src/message.cc`. */
export function writeBlock(e: Emulation, m: MessageCall, transfer: Transfer): void {
  const { nameLength, controlLength, flags, limit } = transfer;
  const words = [ADDRESS, nameLength, CONTROL, controlLength, PARTS, m.partCount, flags, m.skip, limit, 0];
  for (let i = 0; i < words.length; i++) e.call.view.setUint32(BLOCK + 4 * i, words[i]!, true);
}

/** What a received message has changed in the block. */
export const blockWord = (e: Emulation, word: "nameLength" | "controlLength" | "outFlags"): number =>
  e.call.view.getUint32(BLOCK + 4 * { nameLength: 1, controlLength: 3, outFlags: 9 }[word], true);
