import type { SyscallRow } from "../../syscalls/row.ts";

/**
 * Where a call keeps its arguments, found once from the kinds of its row so that handlers ask for what they need and not
 * for the call's name. −1 stands for an argument that the call does not have.
 */
export interface Shape {
  readonly name: string;
  readonly path: number;
  readonly path2: number;
  readonly dirfd: number;
  readonly dirfd2: number;
  readonly fd: number;
  readonly flags: number;
  readonly atFlags: number;
  readonly mode: number;
  /** Where results or data lie. */
  readonly buffer: number;
  readonly size: number;
  readonly args: readonly string[];
  /** A last name that is a link is not followed: the `l…` calls. */
  readonly nofollow: boolean;
}

const NOFOLLOW_CALLS: ReadonlySet<string> = new Set([
  "lstat",
  "lchown",
  "lgetxattr",
  "llistxattr",
  "lremovexattr",
  "lsetxattr",
  "lstat64",
  "lchown32",
]);

const BUFFERS: ReadonlySet<string> = new Set(["statbuf", "struct", "buffer"]);

/** Finds the shape of a row. */
export function shapeOf(row: SyscallRow): Shape {
  const args: readonly string[] = row.args;
  const nth = (kind: string, n: number): number => {
    let seen = 0;
    for (let i = 0; i < args.length; i++) if (args[i] === kind && seen++ === n) return i;
    return -1;
  };
  const path = nth("path", 0);
  const path2 = nth("path", 1);
  const dirfdOf = (argument: number): number => (argument > 0 && args[argument - 1] === "dirfd" ? argument - 1 : -1);
  const openFlags = nth("openFlags", 0);
  return {
    name: row.name,
    path,
    path2,
    dirfd: dirfdOf(path),
    dirfd2: dirfdOf(path2),
    fd: nth("fd", 0),
    flags: openFlags >= 0 ? openFlags : nth("flags", 0),
    atFlags: nth("atFlags", 0),
    mode: nth("mode", 0),
    buffer: args.findIndex((kind) => BUFFERS.has(kind)),
    size: nth("size", 0) >= 0 ? nth("size", 0) : nth("length", 0),
    args,
    nofollow: NOFOLLOW_CALLS.has(row.name),
  };
}
