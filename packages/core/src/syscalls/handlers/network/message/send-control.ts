import { ERRNO } from "../../../../abi/index.ts";
import { SCM_CREDENTIALS, SCM_RIGHTS, SOL_SOCKET } from "../../../../abi/socket.ts";
import { processOf } from "../../../../lookup/proc-links.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { duplicateDescriptor } from "../../descriptor-name.ts";
import type { ControlWalk } from "./control.ts";
import { judgeDescriptor } from "./descriptor-kind.ts";
import { CONTROL } from "../layout.ts";

/** SCM_MAX_FD of include/net/scm.h, Linux 6.18. */
const MOST_DESCRIPTORS = 253;
const CREDENTIALS_SIZE = 12;

/**
 * Makes the control data at CONTROL ours: descriptors of the caller become duplicates that we hold and that have been
 * judged, so that a number that means something else by now sends what was judged all the same.
 *
 * @returns 0 or `-errno`
 */
export function translateControl(e: Emulation, walk: ControlWalk, length: number): number {
  walk.start(e.call.view, CONTROL, length);
  let descriptors = 0;
  for (let found = walk.next(); found !== 0; found = walk.next()) {
    if (found < 0) return -ERRNO.EINVAL;
    const { level, type, data, size } = walk.message;
    if (level !== SOL_SOCKET) continue;
    let error = 0;
    if (type === SCM_RIGHTS) {
      descriptors += size >> 2;
      error = descriptors > MOST_DESCRIPTORS ? -ERRNO.EINVAL : translateRights(e, data, size >> 2);
    } else if (type === SCM_CREDENTIALS) error = translateCredentials(e, data, size);
    if (error !== 0) return error;
  }
  return 0;
}

function translateRights(e: Emulation, data: number, count: number): number {
  const { view } = e.call;
  for (let at = data; at < data + 4 * count; at += 4) {
    const fd = duplicateDescriptor(e, view.getInt32(at, true));
    if (fd < 0) return fd;
    const judged = judgeDescriptor(e, fd, "sendfd");
    if (judged !== 0) return judged;
    view.setInt32(at, fd, true);
  }
  return 0;
}

/**
 * A process may say who it is, and only the truth. We cannot say it for the caller: the receiver is told our process, with
 * the user and group that the kernel checks.
 */
function translateCredentials(e: Emulation, data: number, size: number): number {
  const { view, pid } = e.call;
  if (size !== CREDENTIALS_SIZE) return -ERRNO.EINVAL;
  if (view.getInt32(data, true) !== processOf(e.kernel, pid)) return -ERRNO.EPERM;
  view.setInt32(data, e.kernel.getpid(), true);
  return 0;
}
