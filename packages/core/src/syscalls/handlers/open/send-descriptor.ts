import { ERRNO } from "../../../abi/index.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { ANSWERED } from "../../../supervisor/request/result.ts";

const ADDFD_SEND = 2;

/** Hands an open descriptor over as the answer of the call and closes ours. */
export function sendDescriptor(e: Emulation, fd: number, descriptorFlags: number): number {
  const result = e.kernel.addDescriptor(fd, ADDFD_SEND, descriptorFlags, 0);
  e.kernel.close(fd);
  return result < 0 && result !== -ERRNO.ENOENT ? result : ANSWERED;
}
