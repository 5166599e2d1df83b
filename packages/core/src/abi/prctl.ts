// Origin: include/uapi/linux/prctl.h, Linux 6.18.

export const PR_SET_DUMPABLE = 4;
export const PR_SET_NAME = 15;
export const PR_SET_SECCOMP = 22;
export const PR_SET_MM = 35;
export const PR_SYSCALL_USER_DISPATCH = 59;
export const PR_SCHED_CORE = 62;
/** The highest option that 6.18 counts up to (`PR_FUTEX_HASH`). */
export const PR_LAST = 78;
export const PR_GET_AUXV = 0x41555856;
export const PR_SET_VMA = 0x53564d41;
export const PR_SET_PTRACER = 0x59616d61;
