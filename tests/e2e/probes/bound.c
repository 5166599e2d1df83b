/* bound: what a name that was bound inside opens up. For each row a listener that no bind rule was asked about (it got its
 * name from the kernel) has a name, another socket is bound to that name, and the listener is connected to.
 * bound elsewhere: the same with an address of another machine, which IP_FREEBIND allows to bind to.       */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#ifndef IPPROTO_MPTCP
#define IPPROTO_MPTCP 262
#endif

union address {
  struct sockaddr any;
  struct sockaddr_in in;
  struct sockaddr_in6 in6;
  struct sockaddr_un un;
};

static int failed(const char *what) {
  printf("%s: %s\n", what, strerror(errno));
  return -1;
}

static void connect_to(const char *row, int type, union address *address, socklen_t size) {
  int s = socket(address->any.sa_family, type, 0);
  printf("%s: %s\n", row, connect(s, &address->any, size) == 0 ? "connected" : strerror(errno));
  close(s);
}

static union address loopback(int port) {
  union address address = {.in = {.sin_family = AF_INET, .sin_port = (in_port_t)port}};
  address.in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/* A port of the kernel's choice, listened on at every IPv4 address, or (close it) one that is free. */
static int free_port(int *listener) {
  union address address;
  socklen_t size = sizeof address;
  *listener = socket(AF_INET, SOCK_STREAM, 0);
  if (listen(*listener, 5) != 0 || getsockname(*listener, &address.any, &size) != 0) return failed("listen");
  return address.in.sin_port;
}

static int bind_everywhere(int type, int protocol, int only6, int port) {
  union address address = {.in6 = {.sin6_family = AF_INET6, .sin6_port = (in_port_t)port}};
  int s = socket(AF_INET6, type, protocol);
  if (only6 && setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &only6, sizeof only6) != 0) return failed("IPV6_V6ONLY");
  return bind(s, &address.any, sizeof address.in6) == 0 ? s : failed("bind");
}

static void other_type(void) {
  union address name = {.un = {.sun_family = AF_UNIX}};
  socklen_t size = sizeof name;
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), other = socket(AF_UNIX, SOCK_DGRAM, 0);
  if (bind(listener, &name.any, sizeof(sa_family_t)) != 0 || listen(listener, 5) != 0) failed("bind");
  if (getsockname(listener, &name.any, &size) != 0 || bind(other, &name.any, size) != 0) failed("bind");
  connect_to("a stream by the name of datagrams", SOCK_STREAM, &name, size);
  connect_to("datagrams by their name", SOCK_DGRAM, &name, size);
}

static void other_protocol(void) {
  int listener, other = socket(AF_INET, SOCK_DGRAM, 0);
  union address address = loopback(free_port(&listener));
  if (bind(other, &address.any, sizeof address.in) != 0) failed("bind");
  connect_to("TCP at a port of UDP", SOCK_STREAM, &address, sizeof address.in);
  connect_to("UDP at its port", SOCK_DGRAM, &address, sizeof address.in);
}

static void other_family(void) {
  int listener;
  union address address = loopback(free_port(&listener));
  bind_everywhere(SOCK_STREAM, 0, 1, address.in.sin_port);
  connect_to("IPv4 at a port of IPv6 alone", SOCK_STREAM, &address, sizeof address.in);
}

static void both_families(const char *row, int protocol) {
  int listener;
  union address address = loopback(free_port(&listener));
  close(listener);
  int s = bind_everywhere(SOCK_STREAM, protocol, 0, address.in.sin_port);
  if (listen(s, 5) != 0) failed("listen");
  connect_to(row, SOCK_STREAM, &address, sizeof address.in);
  address = (union address){.in6 = {.sin6_family = AF_INET6, .sin6_port = address.in.sin_port, .sin6_addr = in6addr_loopback}};
  connect_to(row, SOCK_STREAM, &address, sizeof address.in6);
}

/* A socket that says so may be bound to an address of another machine (TEST-NET-2); connecting to it does not wait. */
static void elsewhere(void) {
  int on = 1, s = socket(AF_INET, SOCK_STREAM, 0), c = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  union address address = {.in = {.sin_family = AF_INET, .sin_port = htons(40009)}};
  inet_pton(AF_INET, "198.51.100.7", &address.in.sin_addr);
  if (setsockopt(s, IPPROTO_IP, IP_FREEBIND, &on, sizeof on) != 0 || bind(s, &address.any, sizeof address.in) != 0) failed("bind");
  connect(c, &address.any, sizeof address.in);
  printf("an address that is not ours: %s\n", errno == ECONNREFUSED ? "refused" : "tried");
}

/* The first address that is not loopback, if there is one. */
static void our_own(void) {
  struct ifaddrs *all = NULL, *one;
  if (getifaddrs(&all) != 0) failed("getifaddrs");
  for (one = all; one; one = one->ifa_next)
    if (one->ifa_addr && one->ifa_addr->sa_family == AF_INET && !(one->ifa_flags & IFF_LOOPBACK)) break;
  union address address = one ? (union address){.in = *(struct sockaddr_in *)one->ifa_addr} : loopback(0);
  socklen_t size = sizeof address;
  int s = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(s, &address.any, sizeof address.in) != 0 || listen(s, 5) != 0) failed("bind");
  if (getsockname(s, &address.any, &size) != 0) failed("getsockname");
  connect_to("an address of ours", SOCK_STREAM, &address, sizeof address.in);
}

int main(int argc, char **argv) {
  if (argc > 1 && !strcmp(argv[1], "elsewhere")) {
    elsewhere();
    our_own();
    return 0;
  }
  other_type();
  other_protocol();
  other_family();
  both_families("both families", 0);
  both_families("multipath", IPPROTO_MPTCP);
  return 0;
}
