import { O_CLOEXEC } from "../../../abi/fcntl.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { sendDescriptor } from "../open/send-descriptor.ts";

/** SOCK_CLOEXEC is O_CLOEXEC by another name (`net/socket.c` has a BUILD_BUG_ON for it). */
const SOCK_CLOEXEC = O_CLOEXEC;

/** socket, where new descriptors are not as the caller asks for: the socket is made here and handed over. */
export function makeSocket(e: Emulation): number {
  const { kernel, call, hardenings } = e;
  const type = call.int(1);
  const fd = kernel.socket(call.int(0), type | SOCK_CLOEXEC, call.int(2));
  return fd < 0 ? fd : sendDescriptor(e, fd, (type & SOCK_CLOEXEC) | hardenings.descriptorFlags);
}
