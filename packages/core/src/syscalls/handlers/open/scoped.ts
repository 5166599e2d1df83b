import { O_CLOEXEC, O_CREAT, O_PATH, RESOLVE_CACHED } from "../../../abi/fcntl.ts";
import { ERRNO, OPEN_FLAGS } from "../../../abi/index.ts";
import { NAME, PATH_SLOT_SIZE } from "../../../supervisor/arena.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { pinDescriptor, nameOfDescriptor } from "../../../lookup/base.ts";
import type { OpenRequest } from "./request.ts";

const SLASH = 47;
const DOT = 46;

/**
 * openat2 with BENEATH, IN_ROOT or NO_XDEV: the kernel resolves, from the pinned directory, and what it found is judged by
 * its canonical name. Fills the first place; 0 or `-errno`.
 */
export function lookUpScoped(e: Emulation, request: OpenRequest, dirfd: number): number {
  const { kernel, call, first, lookup, judge, shape } = e;
  const length = call.pathLength(shape.path);
  if (length < 0) return length;
  if (length === 0) return -ERRNO.ENOENT;
  const base = pinDescriptor(kernel, call, dirfd);
  if (base < 0) return base;
  const resolve = request.resolve & ~RESOLVE_CACHED;
  const nofollow = request.flags & OPEN_FLAGS[e.arch].O_NOFOLLOW;
  const fd = kernel.openat2(base, first.slot, O_PATH | O_CLOEXEC | nofollow, 0, resolve);
  if (fd >= 0) {
    const error = lookup.takeObject(first, call.hold(fd));
    return error !== 0 ? error : judge.walkWhole(first.start, first.end);
  }
  if (fd !== -ERRNO.ENOENT || (request.flags & O_CREAT) === 0) return fd;
  return missingName(e, base, resolve, length);
}

function missingName(e: Emulation, base: number, resolve: number, length: number): number {
  const { kernel, call, first, judge } = e;
  const { bytes } = kernel.arena;
  let split = first.slot + length;
  if (bytes[split - 1] === SLASH) return -ERRNO.EISDIR;
  while (split > first.slot && bytes[split - 1] !== SLASH) split--;
  const name = split;
  const nameLength = first.slot + length - name;
  if (nameLength > 255) return -ERRNO.ENAMETOOLONG;
  bytes.copyWithin(NAME, name, name + nameLength + 1);
  bytes[split] = DOT;
  bytes[split + 1] = 0;
  if (split + 1 >= first.slot + PATH_SLOT_SIZE) return -ERRNO.ENAMETOOLONG;
  const parent = kernel.openat2(base, first.slot, O_PATH | O_CLOEXEC | OPEN_FLAGS[e.arch].O_DIRECTORY, 0, resolve);
  if (parent < 0) return parent;
  call.hold(parent);
  const end = nameOfDescriptor(kernel, parent, first.start);
  if (end < 0) return end;
  bytes[end] = SLASH;
  const from = end - first.start > 1 ? end + 1 : end;
  bytes.copyWithin(from, NAME, NAME + nameLength + 1);
  first.end = from + nameLength;
  first.directory = parent;
  first.name = from;
  first.magic = -1;
  first.lastIsSpecial = false;
  first.trailingSlash = false;
  first.pseudo = false;
  return judge.walkWhole(first.start, first.end);
}
