import { AT_REMOVEDIR } from "../../../../abi/fcntl.ts";
import { ERRNO } from "../../../../abi/index.ts";
import { FOLLOW } from "../../../../lookup/place.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { atFlagsOf, dirfdOf, typeOfName } from "../../arguments.ts";

const DELETE = bitOf("delete");
const RMDIR = bitOf("rmdir");

/** unlink, and unlinkat without AT_REMOVEDIR. */
export const unlink = (e: Emulation): number => remove(e, DELETE, 0);

/** rmdir, and unlinkat with AT_REMOVEDIR. */
export const rmdir = (e: Emulation): number => remove(e, RMDIR, AT_REMOVEDIR);

/** What is there is judged before the kernel says whether it can be removed; what is missing is not judged. */
function remove(e: Emulation, set: number, flags: number): number {
  const { lookup, first, shape, kernel, judge } = e;
  if ((atFlagsOf(e) & ~AT_REMOVEDIR) !== 0) return -ERRNO.EINVAL;
  const error = lookup.name(first, shape.path, dirfdOf(e), FOLLOW);
  if (error !== 0) return error;
  if (!first.lastIsSpecial) {
    const there = typeOfName(e, first);
    if (there < 0) return there;
    const judged = judge.path(set, first.start, first.end, 0);
    if (judged !== 0) return judged;
  }
  return kernel.unlinkat(first.directory, first.name, flags);
}
