/* Messages, which are structures and no words:
 *
 *   message FD TEXT [ADDRESS] [FD]     sendmsg, with an address and with a descriptor where there is one (`-`: none)
 *   messages FD TEXT [ADDRESS]         sendmmsg of two
 *   receive FD                         recvmsg: the text, and whether a descriptor came along or was cut off
 *   receives FD                        recvmmsg: how many there were and the first text                              */
#define _GNU_SOURCE
#include "call.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

/* un:PATH, abstract:NAME, in:ADDRESS:PORT, in6:PORT; the size goes to *size. */
void *parse_address(const char *text, unsigned *size) {
  if (!strncmp(text, "un:", 3) || !strncmp(text, "abstract:", 9)) {
    struct sockaddr_un *address = calloc(1, sizeof *address);
    int hidden = *text == 'a';
    const char *name = strchr(text, ':') + 1;
    address->sun_family = AF_UNIX;
    strncpy(address->sun_path + hidden, name, sizeof address->sun_path - 2);
    *size = (unsigned)(sizeof address->sun_family + (size_t)hidden + strlen(name) + !hidden);
    return address;
  }
  if (!strncmp(text, "in:", 3)) {
    struct sockaddr_in *address = calloc(1, sizeof *address);
    char host[64] = {0};
    const char *port = strrchr(text, ':');
    memcpy(host, text + 3, (size_t)(port - text - 3));
    address->sin_family = AF_INET;
    address->sin_port = htons((uint16_t)atoi(port + 1));
    inet_pton(AF_INET, host, &address->sin_addr);
    *size = sizeof *address;
    return address;
  }
  return NULL;
}

static void outcome(const char *name, long value) {
  if (value < 0) printf("%s: %s\n", name, errno_text(errno));
  else printf("%s: %ld\n", name, value);
}

struct message {
  struct msghdr header;
  struct iovec part;
  union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control;
  char text[64];
};

static void prepare(struct message *message, char **arguments, int count) {
  memset(message, 0, sizeof *message);
  strncpy(message->text, arguments[1], sizeof message->text - 1);
  message->part = (struct iovec){message->text, strlen(message->text)};
  message->header.msg_iov = &message->part;
  message->header.msg_iovlen = 1;
  if (count > 2) message->header.msg_name = parse_address(arguments[2], &message->header.msg_namelen);
  if (count <= 3) return;
  int descriptor = (int)parse_word(arguments[3]).value;
  message->header.msg_control = message->control.bytes;
  message->header.msg_controllen = sizeof message->control.bytes;
  struct cmsghdr *rights = CMSG_FIRSTHDR(&message->header);
  *rights = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
  memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
}

static void expect_text(struct message *message) {
  memset(message, 0, sizeof *message);
  message->part = (struct iovec){message->text, sizeof message->text - 1};
  message->header.msg_iov = &message->part;
  message->header.msg_iovlen = 1;
  message->header.msg_control = message->control.bytes;
  message->header.msg_controllen = sizeof message->control.bytes;
}

static void receive(int fd) {
  struct message message;
  expect_text(&message);
  if (recvmsg(fd, &message.header, 0) < 0) return outcome("receive", -1);
  struct cmsghdr *rights = CMSG_FIRSTHDR(&message.header);
  const char *with = rights && rights->cmsg_type == SCM_RIGHTS ? " with a descriptor" : "";
  printf("receive: %s%s%s\n", message.text, with, message.header.msg_flags & MSG_CTRUNC ? " cut off" : "");
}

static void receives(int fd) {
  struct message messages[2];
  struct mmsghdr headers[2] = {0};
  for (int i = 0; i < 2; i++) {
    expect_text(&messages[i]);
    headers[i].msg_hdr = messages[i].header;
  }
  int count = recvmmsg(fd, headers, 2, MSG_WAITFORONE, NULL);
  if (count < 0) return outcome("receives", -1);
  printf("receives: %d %s\n", count, messages[0].text);
}

int act_on_socket(const char *name, char **arguments, int count) {
  if (count < 1) return 0;
  struct message messages[2];
  struct mmsghdr headers[2] = {0};
  int fd = *arguments[0] == '@' || *arguments[0] < '@' ? (int)parse_word(arguments[0]).value : -1;
  if (!strcmp(name, "receive")) receive(fd);
  else if (!strcmp(name, "receives")) receives(fd);
  else if (!strcmp(name, "message") && count > 1) {
    prepare(messages, arguments, count);
    outcome(name, sendmsg(fd, &messages[0].header, MSG_NOSIGNAL));
  } else if (!strcmp(name, "messages") && count > 1) {
    for (int i = 0; i < 2; i++) {
      prepare(&messages[i], arguments, count);
      headers[i].msg_hdr = messages[i].header;
    }
    outcome(name, sendmmsg(fd, headers, 2, MSG_NOSIGNAL));
  } else return 0;
  return 1;
}
