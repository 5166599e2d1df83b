import { CONTINUE } from "../../../supervisor/request/result.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { dirfdOf, typeOfDescriptor } from "../arguments.ts";
import { judgeNamed } from "../descriptor-name.ts";
import { setFor } from "./categories.ts";
import { judgeFilesystem } from "./filesystem.ts";

/**
 * An O_PATH open that the policy wants to be one (`trace/allow_unsafe_open_path`): judged as an open for reading, then made
 * by the kernel, for ADDFD refuses such descriptors (pitfall 113). Another thread may swap the path in between, and have a
 * descriptor by which nothing can be read, listed or changed: whatever it is given to is judged by the name behind it.
 */
export function openPathOnly(e: Emulation, how: number): number {
  const { lookup, first, shape, policy } = e;
  const fd = lookup.object(first, shape.path, dirfdOf(e), how);
  if (fd < 0) return fd;
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  const judged = judgeNamed(e, setFor(0, type));
  if (judged !== 0) return judged;
  const apart = policy.filesystems ? judgeFilesystem(e, first, fd) : 0;
  return apart !== 0 ? apart : CONTINUE;
}
