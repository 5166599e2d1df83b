/* messages KIND SECONDS PORT: one thread keeps changing what an address or a control message says, another uses it. Prints how
 * often something arrived where, or as what, the policy denies it; and how often it was allowed and refused.
 *
 *   sendto, sendmsg, connect   the port changes between PORT and the next one (which is denied)
 *   number                     the number of a descriptor that is sent changes between a file and a memfd (denied)
 *   table                      the same with dup2: the number stays, what it means changes                      */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static struct sockaddr_in address = {.sin_family = AF_INET};
static volatile unsigned short *port = &address.sin_port;
static volatile int over, *number;
static int first_port, file, memory, slot, good, bad, own, pair[2];
static long wrong, allowed, refused;
static union { struct cmsghdr head; char bytes[CMSG_SPACE(sizeof(int))]; } control;

static void *change_port(void *unused) {
  while (!over) { *port = htons(first_port + 1); *port = htons(first_port); }
  return unused;
}
static void *change_number(void *unused) {
  while (!over) { *number = memory; *number = file; }
  return unused;
}
static void *change_table(void *unused) {
  while (!over) { dup2(memory, slot); dup2(file, slot); }
  return unused;
}

static int receiver(int at) {
  struct sockaddr_in name = address;
  name.sin_port = htons(at);
  int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
  if (bind(s, (void *)&name, sizeof name)) { perror("bind"); exit(2); }
  return s;
}

static void note(int result, int is_wrong) {
  if (result < 0) refused++;
  else allowed++;
  if (result >= 0 && is_wrong) wrong++;
}

static int arrived(int s) {
  char byte;
  int count = 0;
  while (recv(s, &byte, 1, 0) >= 0) count++;
  return count;
}

static void send_datagram(int with_structure) {
  struct iovec part = {"x", 1};
  struct msghdr message = {.msg_name = &address, .msg_namelen = sizeof address, .msg_iov = &part, .msg_iovlen = 1};
  long sent = with_structure ? sendmsg(own, &message, 0) : sendto(own, "x", 1, 0, (void *)&address, sizeof address);
  arrived(good);
  note((int)sent, arrived(bad) > 0);
}

static void connect_datagram(void) {
  struct sockaddr_in peer;
  socklen_t length = sizeof peer;
  int s = socket(AF_INET, SOCK_DGRAM, 0), result = connect(s, (void *)&address, sizeof address);
  note(result, result == 0 && (getpeername(s, (void *)&peer, &length) || peer.sin_port != htons(first_port)));
  close(s);
}

static void send_descriptor(void) {
  char byte, in[CMSG_SPACE(sizeof(int))], name[64], target[256];
  struct iovec part = {"x", 1}, room = {&byte, 1};
  struct msghdr out = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
  struct msghdr back = {.msg_iov = &room, .msg_iovlen = 1, .msg_control = in, .msg_controllen = sizeof in};
  if (sendmsg(pair[0], &out, 0) < 0) { note(-1, 0); return; }
  if (recvmsg(pair[1], &back, 0) != 1 || !CMSG_FIRSTHDR(&back)) { note(0, 1); return; }
  int fd;
  memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&back)), sizeof fd);
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(name, target, sizeof target - 1);
  target[length > 0 ? length : 0] = 0;
  note(0, strstr(target, "memfd") != NULL);
  close(fd);
}

int main(int argc, char **argv) {
  const char *kind = argc > 1 ? argv[1] : "sendto";
  int descriptors = !strcmp(kind, "number") || !strcmp(kind, "table");
  inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  first_port = argc > 3 ? atoi(argv[3]) : 21900;
  *port = htons(first_port);
  file = open("/etc/passwd", O_RDONLY);
  memory = memfd_create("m", 0);
  slot = dup(file);
  good = receiver(first_port);
  bad = receiver(first_port + 1);
  own = socket(AF_INET, SOCK_DGRAM, 0);
  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair)) return 2;
  control.head = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
  number = (volatile int *)CMSG_DATA(&control.head);
  *number = !strcmp(kind, "table") ? slot : file;
  pthread_t other;
  pthread_create(&other, NULL, !descriptors ? change_port : *number == slot ? change_table : change_number, NULL);
  for (time_t end = time(NULL) + (argc > 2 ? atoi(argv[2]) : 1); time(NULL) <= end;) {
    if (descriptors) send_descriptor();
    else if (!strcmp(kind, "connect")) connect_datagram();
    else send_datagram(!strcmp(kind, "sendmsg"));
  }
  over = 1;
  pthread_join(other, NULL);
  fprintf(stderr, "allowed %ld refused %ld\n", allowed, refused);
  printf("wrong %ld\n", wrong);
  return 0;
}
