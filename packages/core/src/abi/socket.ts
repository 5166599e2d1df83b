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
