import { ERRNO } from "../../abi/index.ts";
import { bitOf } from "../../supervisor/judge.ts";
import type { Emulation } from "../../supervisor/emulation.ts";
import { pinFirst, typeOfDescriptor } from "./arguments.ts";
import { judgeNamed } from "./descriptor-name.ts";
import { TYPE } from "./file-type.ts";

const SET = bitOf("chroot");

/**
 * chroot: where it is allowed the root stays what it is, because the rules speak of the paths below it, but no path leads
 * anywhere any more.
 */
export function chroot(e: Emulation): number {
  const fd = pinFirst(e);
  if (fd < 0) return fd;
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  if (type !== TYPE.directory) return -ERRNO.ENOTDIR;
  const judged = judgeNamed(e, SET);
  if (judged !== 0 || !e.hardenings.emptyRoots) return judged;
  e.root.cutOff();
  const path = e.kernel.arena.bytes.slice(e.first.start, e.first.end);
  return e.judge.note(0, "chroot_sandbox", { path, tip: "from now on no path leads anywhere" });
}
