import { BIG, BIG_SIZE, SMALL } from "../../../supervisor/arena.ts";

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

/** Control data, at most half of what is left. */
export const CONTROL: number = BIG;
export const CONTROL_SIZE = 0x10000;
/** Control data as they are written back to the caller. */
export const CONTROL_OUT: number = BIG + CONTROL_SIZE;
/** `struct iovec` of the caller. */
export const PARTS: number = BIG + 2 * CONTROL_SIZE;
export const MOST_PARTS = 1024;

/** What is left of the big area must hold the parts. */
export const PARTS_FIT: boolean = 2 * CONTROL_SIZE + 16 * MOST_PARTS <= BIG_SIZE;
