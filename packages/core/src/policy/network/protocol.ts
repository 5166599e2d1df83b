/** IPPROTO numbers of the network names of a dial string; none = any protocol. Origin: include/uapi/linux/in.h, 6.18. */
export const PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
  tcp: [6],
  mptcp: [262],
  udp: [17],
  udplite: [136],
  sctp: [132],
  dccp: [33],
  icmp: [1, 58],
  net: [],
};

/** Names of the network of sockets that have a path or an abstract name. */
export const UNIX_NETWORKS: ReadonlySet<string> = new Set(["unix", "unixgram", "unixpacket"]);

/** A network name taken apart. */
export interface DialNetwork {
  readonly protocols: readonly number[];
  readonly family: 4 | 6 | undefined;
}

const ICMP_OF_FAMILY = { 4: [1], 6: [58] } as const;

/** Reads `tcp`, `udp6`, … in any case of letters; undefined for a name that there is not. */
export const parseDialNetwork = (name: string): DialNetwork | undefined => {
  const lower = name.toLowerCase();
  const family = lower.endsWith("4") ? 4 : lower.endsWith("6") ? 6 : undefined;
  const stem = family === undefined ? lower : lower.slice(0, -1);
  const protocols = Object.hasOwn(PROTOCOLS, stem) ? PROTOCOLS[stem] : undefined;
  if (protocols === undefined) return undefined;
  return { protocols: stem === "icmp" && family !== undefined ? ICMP_OF_FAMILY[family] : protocols, family };
};
