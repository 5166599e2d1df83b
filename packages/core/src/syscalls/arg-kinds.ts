/** What an argument is to the kernel and to the policy. */
export interface ArgKind {
  /** How many bits of the register the kernel keeps: an `int` argument loses its upper half, a `umode_t` all but 16 bits. */
  readonly bits: 16 | 32 | 64;
  /**
   * - `none`: a number
   * - `opaque`: the address of data that no verdict depends on
   * - `judged`: the address of something a verdict depends on, which another thread may rewrite
   * - `path`: `judged`, and a NUL-terminated path of at most `PATH_MAX` bytes
   */
  readonly pointer: "none" | "opaque" | "judged" | "path";
}

/**
 * Kinds whose upper half the kernel drops. clone's and unshare's flags, mmap's protection and flags are `unsigned long`, but every bit
 * that means something is in the lower half.
 */
const INT_KINDS = [
  "atFlags",
  "clock",
  "cloneFlags",
  "command",
  "dirfd",
  "domain",
  "fd",
  "flags",
  "gid",
  "int",
  "length",
  "mapFlags",
  "openFlags",
  "pid",
  "pidfd",
  "protection",
  "protocol",
  "request",
  "signal",
  "socketType",
  "uid",
] as const;

const LONG_KINDS = ["address", "long", "offset", "size"] as const;

const OPAQUE_KINDS = [
  "argv",
  "buffer",
  "fds",
  "ids",
  "iovec",
  "lengthOut",
  "sigset",
  "sockaddrOut",
  "statbuf",
  "struct",
  "time",
] as const;

const JUDGED_KINDS = ["mmsghdr", "msghdr", "objectName", "openHow", "sockaddr", "xattrName"] as const;

const PATH_KINDS = ["linkTarget", "path"] as const;

/** Name of a kind of argument. */
export type ArgKindName =
  | (typeof INT_KINDS)[number]
  | (typeof LONG_KINDS)[number]
  | (typeof OPAQUE_KINDS)[number]
  | (typeof JUDGED_KINDS)[number]
  | (typeof PATH_KINDS)[number]
  | "mode";

/** What every kind of argument is. */
export const ARG_KINDS: Readonly<Record<ArgKindName, ArgKind>> = Object.freeze({
  ...kinds(INT_KINDS, { bits: 32, pointer: "none" }),
  ...kinds(LONG_KINDS, { bits: 64, pointer: "none" }),
  ...kinds(OPAQUE_KINDS, { bits: 64, pointer: "opaque" }),
  ...kinds(JUDGED_KINDS, { bits: 64, pointer: "judged" }),
  ...kinds(PATH_KINDS, { bits: 64, pointer: "path" }),
  mode: { bits: 16, pointer: "none" },
});

function kinds<Name extends ArgKindName>(names: readonly Name[], kind: ArgKind): Record<Name, ArgKind> {
  return Object.fromEntries(names.map((name) => [name, kind])) as Record<Name, ArgKind>;
}
