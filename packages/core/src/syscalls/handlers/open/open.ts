import {
  O_ACCMODE,
  O_CREAT,
  O_EXCL,
  RESOLVE_BENEATH,
  RESOLVE_IN_ROOT,
  RESOLVE_NO_MAGICLINKS,
  RESOLVE_NO_SYMLINKS,
  RESOLVE_NO_XDEV,
  AT_FDCWD,
} from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS } from "../../../abi/index.ts";
import {
  BENEATH,
  FOLLOW,
  IN_ROOT,
  MAY_MISS,
  NO_DOTDOT,
  NO_MAGICLINKS,
  NO_SLASH,
  NO_SYMLINKS,
  NO_XDEV,
} from "../../../lookup/place.ts";
import { isForeignState } from "../../../lookup/proc-memory.ts";
import { optionNumber } from "../../../policy/index.ts";
import { NEEDS_WALK } from "../../../supervisor/request/result.ts";
import type { Emulation, Handler } from "../../../supervisor/emulation.ts";
import { openState } from "../commands/open-state.ts";
import { openPathOnly } from "./path-only.ts";
import { openObject } from "./open-object.ts";
import { openPlace } from "./open-place.ts";
import { readRequest, type OpenRequest } from "./request.ts";

const SCOPED = BENEATH | IN_ROOT | NO_XDEV;
const MOST_ATTEMPTS = 4;
const TRACING = optionNumber("trace/allow_unsafe_ptrace");

/** open, openat, openat2 and creat. */
export function createOpen(): Handler {
  const request: OpenRequest = { flags: 0, mode: 0, resolve: 0, descriptorFlags: 0, pathOnly: false };
  return (e) => {
    const error = readRequest(e, request);
    if (error !== 0) return error;
    const shown = e.control === undefined ? undefined : openState(e, request);
    return shown ?? open(e, request);
  };
}

function lookupFlags(e: Emulation, request: OpenRequest): number {
  const { flags, resolve } = request;
  const creates = (flags & O_CREAT) !== 0;
  const follows =
    (flags & OPEN_FLAGS[e.arch].O_NOFOLLOW) === 0 &&
    !(creates && ((flags & O_EXCL) !== 0 || e.hardenings.trustedCreation));
  return (
    (e.hardenings.noDotdot ? NO_DOTDOT : 0) |
    (follows ? FOLLOW : 0) |
    (creates ? NO_SLASH : 0) |
    ((resolve & RESOLVE_NO_SYMLINKS) !== 0 ? NO_SYMLINKS | NO_MAGICLINKS : 0) |
    ((resolve & RESOLVE_NO_MAGICLINKS) !== 0 ? NO_MAGICLINKS : 0) |
    ((resolve & RESOLVE_BENEATH) !== 0 ? BENEATH : 0) |
    ((resolve & RESOLVE_IN_ROOT) !== 0 ? IN_ROOT : 0) |
    ((resolve & RESOLVE_NO_XDEV) !== 0 ? NO_XDEV : 0)
  );
}

/** Whether the first place is state of a process that the program may not trace. Paths in /proc are always walked to. */
const isUntraceable = ({ kernel, call, policy, hardenings, first }: Emulation, { flags }: OpenRequest): boolean =>
  policy.option(TRACING) === 0 &&
  isForeignState(kernel, call, hardenings.protectedPids, { place: first, writes: (flags & O_ACCMODE) !== 0 });

function open(e: Emulation, request: OpenRequest): number {
  const { lookup, first, shape, call } = e;
  const dirfd = shape.dirfd < 0 ? AT_FDCWD : call.int(shape.dirfd);
  const how = lookupFlags(e, request);
  if (request.pathOnly && e.hardenings.realPathOnly) return openPathOnly(e, how);
  const written = lookup.asWritten(first, shape.path, dirfd, how);
  if (written < 0) return written;
  if (written === 0 && (how & SCOPED) === 0) {
    let result = openPlace(e, first, request);
    if (result === -ERRNO.ELOOP && lookup.throughLinks(first, how)) result = openPlace(e, first, request);
    if (result !== -ERRNO.ELOOP && result !== NEEDS_WALK) return result;
  }
  // A link was met, or the path asks for care. What changes between the walk and the use is walked again.
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const error = lookup.carefully(first, dirfd, how | MAY_MISS);
    if (error !== 0) return error;
    if (isUntraceable(e, request)) return -ERRNO.EACCES;
    const result = first.magic >= 0 ? openObject(e, first, request) : openPlace(e, first, request);
    if (result !== -ERRNO.ELOOP) return result;
  }
  return lastIsLink(e, request);
}

/** The last name is a link that is not followed. */
function lastIsLink(e: Emulation, request: OpenRequest): number {
  const { O_DIRECTORY, O_NOFOLLOW } = OPEN_FLAGS[e.arch];
  if ((request.flags & O_DIRECTORY) !== 0) return -ERRNO.ENOTDIR; // the kernel asks for a directory first
  // The kernel would give a descriptor of the link itself, which cannot be injected (pitfall 113). C libraries ask for one,
  // with O_CLOEXEC, only to find that the mode of a link cannot be changed: they are told so at once, and tar goes on.
  const byLibrary = request.pathOnly && (request.flags & O_NOFOLLOW) !== 0 && request.descriptorFlags !== 0;
  return byLibrary ? -ERRNO.EOPNOTSUPP : -ERRNO.ELOOP;
}
