#define _GNU_SOURCE
#include "monitor.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int send_message(int type, int a, int b, int c, int descriptor) {
  struct message message = {type, a, b, c};
  struct iovec part = {&message, sizeof message};
  union { char bytes[CMSG_SPACE(sizeof(int))]; struct cmsghdr align; } control = {0};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  if (descriptor >= 0) {
    header.msg_control = control.bytes;
    header.msg_controllen = sizeof control.bytes;
    struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
  }
  ssize_t sent;
  do sent = sendmsg(CONTROL_FD, &header, MSG_NOSIGNAL); while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)sizeof message ? 0 : -1;
}

/* Every process whose parent died becomes our child: killing the children until there are none ends the whole tree. */
static int kill_children(void) {
  FILE *children = fopen("/proc/thread-self/children", "re");
  int pid, killed = 0;
  if (!children) { kill(-1, SIGKILL); return 0; }
  while (fscanf(children, "%d", &pid) == 1) killed += kill(pid, SIGKILL) == 0;
  fclose(children);
  return killed;
}

void kill_tree(void) {
  const struct timespec pause = {0, 1000000};
  for (;;) {
    kill_children();
    pid_t pid;
    while ((pid = waitpid(-1, NULL, __WALL | WNOHANG)) > 0) {}
    if (pid < 0 && errno == ECHILD) return;
    nanosleep(&pause, NULL);
  }
}

struct state { pid_t program; unsigned flags; int ended, status; const struct handover *handover; };

static void report_end(const struct state *state) {
  if (state->handover->step) send_message(MESSAGE_FAILED, state->handover->step, state->handover->error, 0, -1);
  else if (WIFSIGNALED(state->status)) send_message(MESSAGE_SIGNALED, WTERMSIG(state->status), WCOREDUMP(state->status), 0, -1);
  else send_message(MESSAGE_EXITED, WEXITSTATUS(state->status), 0, 0, -1);
}

/* Reaps what there is; 0 while something is left to wait for. */
static int reap(struct state *state) {
  for (;;) {
    int status;
    pid_t pid = waitpid(-1, &status, __WALL | WNOHANG | WUNTRACED | WCONTINUED);
    if (pid == 0) return 0;
    if (pid < 0) return errno == ECHILD;
    if (pid != state->program) continue;
    if (WIFSTOPPED(status)) send_message(MESSAGE_STOPPED, WSTOPSIG(status), 0, 0, -1);
    else if (WIFCONTINUED(status)) send_message(MESSAGE_CONTINUED, 0, 0, 0, -1);
    else {
      state->ended = 1;
      state->status = status;
      if (!(state->flags & FLAG_WAIT_ALL)) return 1;
    }
  }
}

int supervise(int pidfd, pid_t program, const struct handover *handover, unsigned flags) {
  struct state state = {.program = program, .flags = flags, .handover = handover};
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  struct pollfd wait[3] = {
    {.fd = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK), .events = POLLIN},
    {.fd = CONTROL_FD, .events = POLLIN},
    {.fd = pidfd, .events = POLLIN},
  };
  for (;;) {
    if (reap(&state)) break;
    if (poll(wait, 3, -1) < 0 && errno != EINTR) break;
    struct signalfd_siginfo ignored[8];
    if (wait[0].revents) while (read(wait[0].fd, ignored, sizeof ignored) > 0) {}
    if (wait[1].revents || wait[2].revents) break; /* sbx has died, closed the line or asks for the end */
  }
  kill_tree();
  if (state.ended || handover->step) report_end(&state);
  else send_message(MESSAGE_GONE, 0, 0, 0, -1);
  return 0;
}
