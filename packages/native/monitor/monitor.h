/* The program's real parent: no policy, no filter. Shared by its stages; the layout of the blob and of the messages is
 * written by src/launch-config.ts and read by src/process.cc. */
#pragma once
#include <stdint.h>
#include <sys/types.h>

enum { CONFIG_FD = 3, CONTROL_FD = 4 };
enum { CONFIG_MAGIC = 0x31584253 }; /* "SBX1" */
enum { FLAG_WAIT_ALL = 1, FLAG_SCOPE_SIGNALS = 2 };

struct config_header {
  uint32_t magic, flags, filter_length, argc, envc, closed;
  uint64_t ignored_signals, blocked_signals;
  uint64_t soft_nofile; /* 0: leave it */
  uint64_t strings;     /* offset of cwd, argv…, environment…, each with its NUL */
  uint64_t limit;       /* milliseconds that the program may take; 0: no limit */
};

struct config {
  const struct config_header *header;
  const void *filter;
  const char *cwd;
  char **argv, **envp;
};

/* What the launcher tells the monitor: shared memory, because a write could already be a trapped call. */
struct handover {
  int state; /* HANDOVER_…, a futex */
  int listener;
  int step, error; /* where the launcher failed, and the errno */
};
enum { HANDOVER_WAITING, HANDOVER_LISTENER, HANDOVER_TAKEN, HANDOVER_ALONE, HANDOVER_FAILED };

/* Steps of the launcher, by number: src/launch-step.ts gives their names. */
enum launch_step {
  STEP_NONE, STEP_CONFIG, STEP_FORK, STEP_SIGNALS, STEP_LIMITS, STEP_DIRECTORY, STEP_NO_NEW_PRIVS, STEP_LANDLOCK,
  STEP_FILTER, STEP_DESCRIPTORS, STEP_EXEC
};

/* Messages to sbx, one a packet. */
struct message { int32_t type, a, b, c; };
enum { MESSAGE_LISTENER = 1, MESSAGE_EXITED, MESSAGE_SIGNALED, MESSAGE_STOPPED, MESSAGE_CONTINUED, MESSAGE_FAILED, MESSAGE_GONE };

int config_read(int fd, struct config *config);
void futex_wait(int *word, int while_equal);
void futex_wake(int *word);
_Noreturn void launch(const struct config *config, struct handover *handover);
/* Sends SIGKILL to every descendant until there is none. */
void kill_tree(void);
int supervise(int pidfd, pid_t program, const struct handover *handover, const struct config_header *header);
int send_message(int type, int a, int b, int c, int descriptor);
