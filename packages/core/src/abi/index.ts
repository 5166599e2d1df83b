export { AUDIT_ARCH, X32_SYSCALL_BIT } from "./architecture.ts";
export type { Abi, Architecture } from "./architecture.ts";
export { ERRNO, errnoName, errnoNumber } from "./errno.ts";
export type { ErrnoName } from "./errno.ts";
export { OPEN_FLAGS } from "./fcntl.ts";
export type { ArchOpenFlags } from "./fcntl.ts";
export { STAT, STATX } from "./stat.ts";
export type { StatLayout } from "./stat.ts";
