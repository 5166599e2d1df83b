// Origin: include/uapi/linux/sched.h, Linux 6.18.

export const CLONE_VM = 0x100;
export const CLONE_FS = 0x200;
export const CLONE_FILES = 0x400;
export const CLONE_SIGHAND = 0x800;
export const CLONE_THREAD = 0x10000;
export const CLONE_SYSVSEM = 0x40000;

/** Flags of the namespaces; several calls take them. */
export const CLONE_NEW = {
  time: 0x80,
  mount: 0x20000,
  cgroup: 0x2000000,
  uts: 0x4000000,
  ipc: 0x8000000,
  user: 0x10000000,
  pid: 0x20000000,
  net: 0x40000000,
} as const;

/** All of {@link CLONE_NEW}. */
export const ALL_NAMESPACES: number = Object.values(CLONE_NEW).reduce((all, flag) => all | flag, 0);

/** Namespace flags of clone: the bit of the time namespace is part of clone's exit signal. */
export const CLONE_NAMESPACES: number = ALL_NAMESPACES & ~CLONE_NEW.time;
