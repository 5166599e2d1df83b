import { nextNameEnd } from "@sbx/path";
import { AT_FDCWD, O_CLOEXEC, O_PATH } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { isPathName, pinDescriptor } from "../../../lookup/base.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { typeOfName } from "../arguments.ts";
import { TYPE } from "../file-type.ts";
import { putText } from "../put-text.ts";
import { NAME_OFFSET } from "./address/address.ts";
import { putPath } from "./address/judge-address.ts";
import { ADDRESS, ADDRESS_SIZE } from "./layout.ts";
import { sortOf, type SocketCall } from "./socket.ts";

const SET = bitOf("net/bind");

/**
 * Binds a UNIX socket to a path. The name that peers and getsockname are told is the text that was bound, so the text of
 * the program is used wherever that is safe: a bare name in its pinned directory; else the kernel looks the path up anew,
 * on a thread that Landlock keeps from making sockets anywhere but below the directory that was judged. Without Landlock,
 * or where the text leads elsewhere for us than for the caller (`/proc/self/cwd/…`), the last name alone is bound in the
 * pinned directory, and is what peers see.
 */
export function bindPath(e: Emulation, s: SocketCall): number {
  const { lookup, first } = e;
  const argument = putPath(e, s);
  const error = lookup.name(first, argument, AT_FDCWD, 0) || mayBind(e);
  if (error !== 0) return error;
  const result = hasSlash(e) ? bindElsewhere(e, s) : bindHere(e, s);
  if (result === 0 && e.hardenings.trustBound) s.bound.add(sortOf(s), e.kernel.arena.bytes, first.start, first.end);
  return result;
}

/** The order of the kernel: what is there already, then what is forbidden. */
function mayBind(e: Emulation): number {
  const { first } = e;
  if (first.lastIsSpecial) return -ERRNO.EADDRINUSE;
  const there = typeOfName(e, first);
  if (there >= 0) return -ERRNO.EADDRINUSE;
  if (there !== -ERRNO.ENOENT || first.trailingSlash) return there;
  return e.judge.path(SET, first.start, first.end, 0);
}

const hasSlash = (e: Emulation): boolean => {
  const { bytes } = e.kernel.arena;
  const end = bytes.indexOf(0, e.first.slot);
  return nextNameEnd(bytes, e.first.slot, end) < end;
};

function bindElsewhere(e: Emulation, s: SocketCall): number {
  const { kernel, call, first, caller } = e;
  const { bytes } = kernel.arena;
  const from = isPathName(bytes, first.slot) ? first.directory : pinDescriptor(kernel, call, AT_FDCWD);
  if (from < 0) return from;
  const result = kernel.bindBeneath(s.fd, ADDRESS, s.length, from, first.directory, caller.umask());
  if (result === 0) return isThere(e);
  // Taken meanwhile, or bound before: no other way would change that.
  if (result === -ERRNO.EADDRINUSE || result === -ERRNO.EINVAL) return result;
  const end = bytes.indexOf(0, first.name);
  if (end - first.name > ADDRESS_SIZE - NAME_OFFSET) return -ERRNO.ENAMETOOLONG;
  bytes.copyWithin(ADDRESS + NAME_OFFSET, first.name, end + 1);
  s.length = NAME_OFFSET + end - first.name + 1;
  return bindHere(e, s);
}

/** The socket must have come to lie where it was allowed to, not deeper: a directory may have been swapped meanwhile. */
function isThere(e: Emulation): number {
  if (typeOfName(e, e.first) === TYPE.socket) return 0;
  return e.judge.refuse(ERRNO.EADDRNOTAVAIL, "bind", {
    path: e.kernel.arena.bytes.slice(e.first.start, e.first.end),
    tip: "the directory was replaced during the call",
  });
}

/** Binds a bare name in the pinned directory, which is this thread's working directory for so long. */
function bindHere(e: Emulation, s: SocketCall): number {
  const { kernel, call, first, caller } = e;
  const entered = kernel.fchdir(first.directory);
  if (entered !== 0) return entered;
  caller.adoptUmask();
  const result = kernel.bind(s.fd, ADDRESS, s.length);
  putText(e, first.slot, "/\0");
  const root = call.hold(kernel.openat2(AT_FDCWD, first.slot, O_PATH | O_CLOEXEC, 0, 0));
  if (root >= 0) kernel.fchdir(root);
  return result;
}
