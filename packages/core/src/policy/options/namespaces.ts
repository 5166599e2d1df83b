/** CLONE_NEW… flag of each kind of namespace. Origin: include/uapi/linux/sched.h, Linux 6.18. */
export const NAMESPACE_FLAGS: Readonly<Record<string, number>> = {
  mount: 0x0002_0000,
  uts: 0x0400_0000,
  ipc: 0x0800_0000,
  user: 0x1000_0000,
  pid: 0x2000_0000,
  net: 0x4000_0000,
  cgroup: 0x0200_0000,
  time: 0x0000_0080,
};

const ALL = Object.values(NAMESPACE_FLAGS).reduce((mask, flag) => mask | flag, 0);

/** Reads a comma list of kinds, `all`, `none` or `off` to a mask of CLONE flags; undefined for a kind there is not. */
export const parseNamespaces = (text: string): number | undefined => {
  if (text === "all") return ALL;
  if (text === "none" || text === "off") return 0;
  let mask = 0;
  for (const name of text.split(",")) {
    const flag = Object.hasOwn(NAMESPACE_FLAGS, name) ? NAMESPACE_FLAGS[name] : undefined;
    if (flag === undefined) return undefined;
    mask |= flag;
  }
  return mask;
};
