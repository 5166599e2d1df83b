import { ERRNO } from "../../abi/index.ts";
import { bitOf } from "../../supervisor/judge.ts";
import type { Emulation, Handler } from "../../supervisor/emulation.ts";
import { pinFirst, typeOfDescriptor } from "./arguments.ts";
import { judgeNamed } from "./descriptor-name.ts";
import { TYPE } from "./file-type.ts";

const SET = bitOf("chroot");

/**
 * chroot: judged, and refused all the same where it is allowed, because "/" would be another directory than the one that
 * the rules speak of.
 */
export const chrootBy =
  (refuse: Handler): Handler =>
  (e: Emulation) => {
    const fd = pinFirst(e);
    if (fd < 0) return fd;
    const type = typeOfDescriptor(e, fd);
    if (type < 0) return type;
    if (type !== TYPE.directory) return -ERRNO.ENOTDIR;
    return judgeNamed(e, SET) || refuse(e);
  };
