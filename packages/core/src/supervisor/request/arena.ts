/**
 * The memory that an emulator shares with the native side: one request header, path slots and scratch space. Offsets are
 * bytes; the first ones are the same as in `native/src/arena.h`. What lies here is valid until the request is answered.
 */
export const ID_WORD = 0;
export const PID_WORD = 2;
export const NUMBER_WORD = 4;
export const ARCH_WORD = 5;
export const ARGUMENT_WORD = 8;
export const PATH_LENGTH_WORD = 20;

/** The first and the second path argument as the caller wrote them, each with its NUL. */
export const PATH_A = 0x1000;
export const PATH_B = 0x3000;
/** Room for a path argument with its NUL. */
export const PATH_SLOT_SIZE = 0x2000;

/** Canonical paths under judgement: base directory and path, at most twice PATH_MAX. */
export const CANONICAL_A = 0x5000;
export const CANONICAL_B = 0x8000;
export const CANONICAL_SIZE = 0x3000;

/** What is left to walk: the rest of the path behind the text of the links met so far. */
export const REST = 0xb000;
export const REST_SIZE = 0x5000;

/** One name with its NUL, for calls that take a directory and a name. */
export const NAME = 0x10000;
/** `.`, `..` or `/` where the first or the second path ends with it. */
export const SPECIAL_A = 0x10300;
export const SPECIAL_B = 0x10310;
/** The empty name: nothing is ever written here. */
export const EMPTY = 0x10320;
/** A `/proc/…` name of our own making. */
export const PROC_NAME = 0x10400;
/** Two `struct stat` or `struct statx`. */
export const STAT_A = 0x10800;
export const STAT_B = 0x10a00;
/** Small structures: `open_how`, `timespec` pairs, socket addresses, 64-bit numbers. */
export const SMALL = 0x11000;
export const SMALL_SIZE = 0x1000;
/** Texts of links. */
export const LINK = 0x12000;
export const LINK_SIZE = 0x2000;
/** What was read of `/proc/PID/status`. */
export const STATUS = 0x14000;
export const STATUS_SIZE = 0x1000;
/** A canonical path in which the caller's own process is called `self`. */
export const SELF_NAME = 0x15000;
/** Directory entries, attribute values, messages. */
export const BIG = 0x18000;
export const BIG_SIZE = 0x30000;

/** Size of the whole, in bytes. */
export const ARENA_SIZE: number = BIG + BIG_SIZE;

/** Views over one arena. */
export interface Arena {
  readonly buffer: ArrayBuffer;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
}

/** Makes an arena, filled with zeros. */
export function createArena(): Arena {
  const buffer = new ArrayBuffer(ARENA_SIZE);
  return { buffer, bytes: new Uint8Array(buffer), words: new Int32Array(buffer) };
}
