import {
  O_ACCMODE,
  O_APPEND,
  O_ASYNC,
  O_CLOEXEC,
  O_CREAT,
  O_DSYNC,
  O_EXCL,
  O_NOATIME,
  O_NOCTTY,
  O_NONBLOCK,
  O_PATH,
  O_SYNC,
  O_TMPFILE_BIT,
  O_TRUNC,
  O_WRONLY,
  RESOLVE_BENEATH,
  RESOLVE_CACHED,
  RESOLVE_IN_ROOT,
  RESOLVE_NO_MAGICLINKS,
  RESOLVE_NO_SYMLINKS,
  RESOLVE_NO_XDEV,
} from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS, type Architecture } from "../../../abi/index.ts";
import { BIG } from "../../../supervisor/request/arena.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";

const HOW_SIZE = 24;
const PAGE = 4096;
const ALL_RESOLVE =
  RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH | RESOLVE_IN_ROOT | RESOLVE_CACHED;

/** What an open asks for. One per emulator, filled anew by every call. */
export interface OpenRequest {
  flags: number;
  mode: number;
  resolve: number;
  /** O_CLOEXEC or 0, for the descriptor in the caller. */
  descriptorFlags: number;
  /** O_PATH was asked for. */
  pathOnly: boolean;
}

const known = (arch: Architecture): number => {
  const own = OPEN_FLAGS[arch];
  return (
    O_ACCMODE |
    O_CREAT |
    O_EXCL |
    O_NOCTTY |
    O_TRUNC |
    O_APPEND |
    O_NONBLOCK |
    O_DSYNC |
    O_SYNC |
    O_ASYNC |
    O_NOATIME |
    O_CLOEXEC |
    O_PATH |
    O_TMPFILE_BIT |
    own.O_DIRECTORY |
    own.O_NOFOLLOW |
    own.O_DIRECT |
    own.O_LARGEFILE
  );
};

const KNOWN: Readonly<Record<Architecture, number>> = { x64: known("x64"), arm64: known("arm64") };

/**
 * Reads the flags of open, openat, openat2 or creat as the kernel does, its own refusals included.
 *
 * @returns 0 or `-errno`
 */
export function readRequest(e: Emulation, request: OpenRequest): number {
  const { call, shape, arch } = e;
  request.resolve = 0;
  const structAt = shape.args.indexOf("openHow");
  if (structAt >= 0) {
    const error = readHow(e, structAt, request);
    if (error !== 0) return error;
  } else {
    request.flags = shape.flags < 0 ? O_CREAT | O_WRONLY | O_TRUNC : call.int(shape.flags) & KNOWN[arch];
    request.mode = shape.mode < 0 ? 0 : call.int(shape.mode) & 0o7777;
  }
  return normalize(arch, request, structAt >= 0);
}

function readHow(e: Emulation, argument: number, request: OpenRequest): number {
  const { call, kernel, arch } = e;
  const size = call.size(argument + 1, PAGE + 1);
  if (size < HOW_SIZE) return -ERRNO.EINVAL;
  if (size > PAGE) return -ERRNO.E2BIG;
  const error = kernel.read(argument, 0, size, BIG);
  if (error < 0) return error;
  const { view } = call;
  for (let i = HOW_SIZE; i < size; i++) if (view.getUint8(BIG + i) !== 0) return -ERRNO.E2BIG;
  request.flags = view.getInt32(BIG, true);
  request.mode = view.getInt32(BIG + 8, true);
  request.resolve = view.getInt32(BIG + 16, true);
  const high = view.getInt32(BIG + 4, true) | view.getInt32(BIG + 12, true) | view.getInt32(BIG + 20, true);
  if (high !== 0 || (request.flags & ~KNOWN[arch]) !== 0 || (request.resolve & ~ALL_RESOLVE) !== 0)
    return -ERRNO.EINVAL;
  if ((request.resolve & RESOLVE_BENEATH) !== 0 && (request.resolve & RESOLVE_IN_ROOT) !== 0) return -ERRNO.EINVAL;
  const makes = (request.flags & (O_CREAT | O_TMPFILE_BIT)) !== 0;
  if (makes ? (request.mode & ~0o7777) !== 0 : request.mode !== 0) return -ERRNO.EINVAL;
  return 0;
}

function normalize(arch: Architecture, request: OpenRequest, strict: boolean): number {
  const { O_DIRECTORY, O_NOFOLLOW } = OPEN_FLAGS[arch];
  let { flags } = request;
  request.descriptorFlags = flags & O_CLOEXEC;
  request.pathOnly = (flags & O_PATH) !== 0;
  if (request.pathOnly) {
    const kept = O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_PATH;
    if (strict && (flags & ~kept) !== 0) return -ERRNO.EINVAL;
    // ADDFD refuses O_PATH descriptors (pitfall 113): the program gets one for reading, which never blocks.
    flags = (flags & (O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) | O_NONBLOCK;
    request.mode = 0;
  }
  if ((flags & O_TMPFILE_BIT) !== 0) {
    if ((flags & O_DIRECTORY) === 0 || (flags & O_ACCMODE) === 0 || (flags & O_CREAT) !== 0) return -ERRNO.EINVAL;
  } else if ((flags & O_CREAT) === 0) request.mode = 0;
  else if ((flags & O_DIRECTORY) !== 0) return -ERRNO.EINVAL;
  request.flags = flags & ~O_CLOEXEC;
  return 0;
}

/** Flags of the descriptor in the caller. */
export const descriptorFlags = (e: Emulation, request: OpenRequest): number =>
  request.descriptorFlags | e.hardenings.descriptorFlags;
