import { ERRNO } from "../../../abi/index.ts";
import { linkInProc } from "../../../lookup/proc-links.ts";
import { EMPTY_PATH } from "../../../lookup/place.ts";
import { LINK, EMPTY, PATH_SLOT_SIZE } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { dirfdOf } from "../arguments.ts";
import { judgeNamed } from "../descriptor-name.ts";

const SET = bitOf("readlink");

/** readlink and readlinkat. */
export function readlink(e: Emulation): number {
  const { kernel, call, shape, lookup, first, hardenings } = e;
  if (call.int(shape.size) <= 0) return -ERRNO.EINVAL;
  const size = call.size(shape.size, PATH_SLOT_SIZE);
  const fd = lookup.object(first, shape.path, dirfdOf(e), shape.dirfd < 0 ? 0 : EMPTY_PATH);
  if (fd < 0) return fd;
  const judged = judgeNamed(e, SET);
  if (judged !== 0) return judged;
  // `/proc/self` and `/proc/thread-self` are somebody else for us than for the caller.
  const inProc = linkInProc(kernel, call, hardenings, first);
  if (inProc < 0) return inProc;
  const length = inProc > 1 ? Math.min(inProc - 2, size) : kernel.readlinkat(fd, EMPTY, LINK, size);
  // An empty name that leads to no link: EINVAL where the caller gave a path, ENOENT where it gave none.
  if (length === -ERRNO.ENOENT) return call.pathLength(shape.path) === 0 ? length : -ERRNO.EINVAL;
  if (length < 0) return length;
  const written = kernel.write(shape.buffer, 0, LINK, length);
  return written < 0 ? written : length;
}
