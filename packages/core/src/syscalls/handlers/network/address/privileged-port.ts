import { AT_FDCWD, O_CLOEXEC, O_RDONLY } from "../../../../abi/fcntl.ts";
import { ERRNO } from "../../../../abi/index.ts";
import { VALUE } from "../layout.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { putText } from "../../put-text.ts";

const LAST_PRIVILEGED = 1023;
const FIRST_FREE = "/proc/sys/net/ipv4/ip_unprivileged_port_start\0";

/** What the kernel says to a port that takes a privilege which the program has not: `-EACCES`, before any rule. */
export function refusePrivileged(e: Emulation, port: number, hasCapabilities: boolean): number {
  if (port === 0 || port > LAST_PRIVILEGED || hasCapabilities) return 0;
  const { kernel } = e;
  const { bytes } = kernel.arena;
  putText(e, VALUE, FIRST_FREE);
  const fd = kernel.openat2(AT_FDCWD, VALUE, O_RDONLY | O_CLOEXEC, 0, 0);
  const length = fd < 0 ? fd : kernel.pread(fd, VALUE, 16);
  if (fd >= 0) kernel.close(fd);
  if (length <= 0) return 0;
  const first = Number.parseInt(String.fromCharCode(...bytes.subarray(VALUE, VALUE + length)), 10);
  return port < first ? -ERRNO.EACCES : 0;
}
