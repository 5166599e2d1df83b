// Origin: include/linux/socket.h, include/linux/net.h and include/uapi/linux/netlink.h, Linux 6.18.

export const AF_UNSPEC = 0;
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
export const AF_PACKET = 17;
export const AF_ALG = 38;

export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
export const SOCK_RAW = 3;
/** An AF_INET socket of this type is a packet socket (`__sock_create`). */
export const SOCK_PACKET = 10;
/** The rest of a type argument is flags. */
export const SOCK_TYPE_MASK = 0xf;

export const NETLINK_ROUTE = 0;

/** Levels and options of getsockopt, the same on both architectures. Origin: include/uapi/asm-generic/socket.h. */
export const SOL_SOCKET = 1;
export const SO_TYPE = 3;
export const SO_RCVTIMEO = 20;
export const SO_SNDTIMEO = 21;
export const SO_PROTOCOL = 38;
export const SO_DOMAIN = 39;
/** Origin: include/uapi/linux/in6.h. */
export const SOL_IPV6 = 41;
export const IPV6_V6ONLY = 26;

/** Origin: include/uapi/linux/in.h. */
export const IPPROTO_TCP = 6;
export const IPPROTO_MPTCP = 262;

export const SOCK_SEQPACKET = 5;

export const MSG_OOB = 0x1;
export const MSG_CTRUNC = 0x8;
export const MSG_TRUNC = 0x20;
export const MSG_DONTWAIT = 0x40;
export const MSG_ERRQUEUE = 0x2000;
export const MSG_NOSIGNAL = 0x4000;
export const MSG_WAITFORONE = 0x10000;
export const MSG_FASTOPEN = 0x20000000;
export const MSG_CMSG_CLOEXEC = 0x40000000;

export const SCM_RIGHTS = 1;
export const SCM_CREDENTIALS = 2;
export const SCM_PIDFD = 4;
