import { BIG, SMALL } from "../../../supervisor/request/arena.ts";

/** Where the handlers of the network keep what belongs to one call. */

/** The address, copied once: `struct sockaddr_storage` of the kernel, and a NUL behind it. */
export const ADDRESS: number = SMALL + 0x100;
export const ADDRESS_SIZE = 128;
/** The address as it is judged where it differs from the one that is used: a wildcard stands for loopback. */
export const JUDGED: number = SMALL + 0x200;
/** Value and length of a socket option or a name. */
export const VALUE: number = SMALL + 0x300;
export const VALUE_LENGTH: number = SMALL + 0x3a0;
/** `struct msghdr` of the caller, with the `msg_len` of `struct mmsghdr` behind it. */
export const HEADER: number = SMALL + 0x400;
export const HEADER_SIZE = 56;
/** What `native/src/message.cc` reads. */
export const BLOCK: number = SMALL + 0x500;

/** The beginning of the big area is where look-ups read files of /proc; what lies behind it stays. */
const KEPT: number = BIG + 0x2000;

/** Control data of the caller. */
export const CONTROL: number = KEPT;
export const CONTROL_SIZE = 0x10000;
/** Control data as they are written back to the caller. */
export const CONTROL_OUT: number = KEPT + CONTROL_SIZE;
/** `struct iovec` of the caller. */
export const PARTS: number = KEPT + 2 * CONTROL_SIZE;
export const MOST_PARTS = 1024;
