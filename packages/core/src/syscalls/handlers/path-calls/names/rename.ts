import { RENAME_EXCHANGE, RENAME_NOREPLACE, RENAME_WHITEOUT } from "../../../../abi/fcntl.ts";
import { ERRNO } from "../../../../abi/index.ts";
import { FOLLOW, type Place } from "../../../../lookup/place.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { dirfd2Of, dirfdOf, typeOfName } from "../../arguments.ts";
import { TYPE } from "../../file-type.ts";
import { refuseUnsafe } from "../../safe-name.ts";

const RENAME = bitOf("rename");
const KNOWN = RENAME_NOREPLACE | RENAME_EXCHANGE | RENAME_WHITEOUT;

const removal = (type: number): number => (type === TYPE.directory ? bitOf("rmdir") : bitOf("delete"));
const creation = (type: number): number => (type === TYPE.directory ? bitOf("mkdir") : bitOf("create"));

/** rename, renameat and renameat2. */
export function rename(e: Emulation): number {
  const { lookup, first, second, shape, kernel, call } = e;
  const flags = shape.flags < 0 ? 0 : call.int(shape.flags);
  const exclusive = (flags & RENAME_EXCHANGE) !== 0 && (flags & (RENAME_NOREPLACE | RENAME_WHITEOUT)) !== 0;
  if ((flags & ~KNOWN) !== 0 || exclusive) return -ERRNO.EINVAL;
  const error =
    lookup.name(first, shape.path, dirfdOf(e), FOLLOW) || lookup.name(second, shape.path2, dirfd2Of(e), FOLLOW);
  if (error !== 0) return error;
  const refused = first.lastIsSpecial || second.lastIsSpecial ? 0 : judge(e, flags);
  return refused !== 0 ? refused : kernel.renameat2(first.directory, first.name, second.directory, second.name, flags);
}

/** A directory takes along what the policy withholds by names below it, or brings others in their place: 0, or `-EACCES`. */
function heldBy(e: Emulation, place: Place): number {
  const { start, end } = place;
  if (!e.policy.withholdsBelow(e.kernel.arena.bytes, start, end)) return 0;
  const path = e.kernel.arena.bytes.slice(start, end);
  return e.judge.refuse(ERRNO.EACCES, "rename_parent", { path, tip: "a rule withholds names below this directory" });
}

function judge(e: Emulation, flags: number): number {
  const { first, second } = e;
  const source = typeOfName(e, first);
  if (source < 0) return source;
  const target = typeOfName(e, second);
  if (target < 0 && target !== -ERRNO.ENOENT) return target;
  const exchange = (flags & RENAME_EXCHANGE) !== 0;
  if (target < 0 && exchange) return target;
  const isTree = source === TYPE.directory || (exchange && target === TYPE.directory);
  const held = isTree ? heldBy(e, first) || heldBy(e, second) : 0;
  if (held !== 0) return held;
  if (target >= 0 && (flags & RENAME_NOREPLACE) !== 0) return -ERRNO.EEXIST;
  const whiteout = (flags & RENAME_WHITEOUT) !== 0 ? bitOf("create") : 0;
  const coming = exchange ? creation(target) : whiteout;
  const left = e.judge.path(RENAME | removal(source) | coming, first.start, first.end, 0);
  if (left !== 0) return left;
  const unsafe = target < 0 ? refuseUnsafe(e, second) : 0;
  if (unsafe !== 0) return unsafe;
  const replaced = target < 0 ? 0 : removal(target);
  const both = exchange ? RENAME : 0;
  return e.judge.path(creation(source) | replaced | both, second.start, second.end, 0);
}
