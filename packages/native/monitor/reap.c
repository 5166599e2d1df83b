#define _GNU_SOURCE
#include "monitor.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

/* Where the kernel keeps no list of children, or no file can be opened for it: every process says whose child it is. */
static int kill_by_parent(void) {
  DIR *processes = opendir("/proc");
  int killed = 0;
  if (!processes) return 0; /* the caller tries again */
  for (struct dirent *entry; (entry = readdir(processes));) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    char name[300], text[512], *end;
    snprintf(name, sizeof name, "/proc/%s/stat", entry->d_name);
    FILE *stat = fopen(name, "re");
    if (!stat) continue;
    size_t length = fread(text, 1, sizeof text - 1, stat);
    fclose(stat);
    text[length] = 0;
    int parent;
    if (!(end = strrchr(text, ')')) || sscanf(end + 1, " %*c %d", &parent) != 1 || parent != getpid()) continue;
    killed += kill(atoi(entry->d_name), SIGKILL) == 0;
  }
  closedir(processes);
  return killed;
}

/* Every process whose parent died becomes our child: killing the children until there are none ends the whole tree. If
 * nothing can be read just now (no descriptor, no memory), the next round tries again; others are never hit. */
static int kill_children(void) {
  FILE *children = fopen("/proc/thread-self/children", "re");
  int pid, killed = 0;
  if (!children) return kill_by_parent();
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

/* How long sbx has to end the run when its time is over, before we do. */
enum { GRACE = 1000 };

/* sbx ends the run at its limit, unless it cannot: it stops when the program stops, and may be held up in a call. So it is
 * woken when the time is over, and not waited for much longer. Returns the milliseconds until then, 0 where it is over. */
static int time_left(const struct timespec *start, uint64_t limit, int pidfd, int *woken) {
  struct timespec now;
  if (limit == 0) return -1;
  clock_gettime(CLOCK_MONOTONIC, &now);
  int64_t passed = (int64_t)(now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
  int64_t left = (int64_t)limit - passed;
  if (left > 0) return left < INT32_MAX ? (int)left : INT32_MAX;
  if (!*woken) syscall(SYS_pidfd_send_signal, pidfd, SIGCONT, NULL, 0);
  *woken = 1;
  return left + GRACE > 0 ? (int)left + GRACE : 0;
}

int supervise(int pidfd, pid_t program, const struct handover *handover, const struct config_header *header) {
  struct state state = {.program = program, .flags = header->flags, .handover = handover};
  struct timespec start;
  int woken = 0;
  clock_gettime(CLOCK_MONOTONIC, &start);
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
    int left = time_left(&start, header->limit, pidfd, &woken);
    if (left == 0 || (poll(wait, 3, left) < 0 && errno != EINTR)) break;
    struct signalfd_siginfo ignored[8];
    if (wait[0].revents) while (read(wait[0].fd, ignored, sizeof ignored) > 0) {}
    if (wait[1].revents || wait[2].revents) break; /* sbx has died, closed the line or asks for the end */
  }
  kill_tree();
  if (state.ended || handover->step) report_end(&state);
  else send_message(MESSAGE_GONE, 0, 0, 0, -1);
  return 0;
}
