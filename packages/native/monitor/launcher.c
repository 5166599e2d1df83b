/* The stage that becomes the program. It shares the monitor's descriptor table until the listener is handed over, so that
 * neither a trapped call nor pidfd_getfd is needed for that. */
#define _GNU_SOURCE
#include "monitor.h"
#include "sbx_seccomp.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef CLOSE_RANGE_UNSHARE
#define CLOSE_RANGE_UNSHARE 2
#endif

void futex_wait(int *word, int while_equal) {
  while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == while_equal)
    syscall(SYS_futex, word, FUTEX_WAIT, while_equal, NULL, NULL, 0);
}
void futex_wake(int *word) { syscall(SYS_futex, word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0); }

static _Noreturn void fail(struct handover *handover, enum launch_step step, int error) {
  handover->step = step;
  handover->error = error;
  int waiting = HANDOVER_WAITING;
  __atomic_compare_exchange_n(&handover->state, &waiting, HANDOVER_FAILED, 0, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
  futex_wake(&handover->state);
  _exit(127);
}

/* Landlock from Linux 6.12: signals stay among the program's own processes. Nothing else is handled. */
static int scope_signals(void) {
  struct { uint64_t handled_access_fs, handled_access_net, scoped; } rules = {0, 0, 1u << 1};
  int fd = (int)syscall(444 /* landlock_create_ruleset */, &rules, sizeof rules, 0);
  if (fd < 0) return -1;
  int result = (int)syscall(446 /* landlock_restrict_self */, fd, 0);
  close(fd);
  return result;
}

/* Node changes the caller's signals and limits; the stage before it has written down what they were. */
static void restore_signals(const struct config_header *header) {
  for (int signal_number = 1; signal_number <= 64; signal_number++) {
    if (signal_number == SIGKILL || signal_number == SIGSTOP) continue;
    struct sigaction action = {.sa_handler = SIG_DFL};
    if (header->ignored_signals >> (signal_number - 1) & 1) action.sa_handler = SIG_IGN;
    sigaction(signal_number, &action, NULL);
  }
  sigset_t mask;
  sigemptyset(&mask);
  for (int signal_number = 1; signal_number <= 64; signal_number++)
    if (header->blocked_signals >> (signal_number - 1) & 1) sigaddset(&mask, signal_number);
  sigprocmask(SIG_SETMASK, &mask, NULL);
}

static void set_limits(const struct config_header *header, struct handover *handover) {
  struct rlimit limit = {0, 0};
  /* The kernel itself would write a core into the working directory, past every rule. */
  if (setrlimit(RLIMIT_CORE, &limit)) fail(handover, STEP_LIMITS, errno);
  if (header->soft_nofile == 0) return;
  if (getrlimit(RLIMIT_NOFILE, &limit)) fail(handover, STEP_LIMITS, errno);
  if (header->soft_nofile > limit.rlim_max) return;
  limit.rlim_cur = header->soft_nofile;
  if (setrlimit(RLIMIT_NOFILE, &limit)) fail(handover, STEP_LIMITS, errno);
}

static int run_as_script(char *path, const struct config *config) {
  char **argv = malloc((config->header->argc + 2) * sizeof *argv);
  if (!argv) return ENOMEM;
  argv[0] = "/bin/sh";
  argv[1] = path;
  memcpy(argv + 2, config->argv + 1, config->header->argc * sizeof *argv);
  execve(argv[0], argv, config->envp);
  return ENOEXEC;
}

static int try_exec(char *path, const struct config *config) {
  execve(path, config->argv, config->envp);
  return errno == ENOEXEC ? run_as_script(path, config) : errno;
}

static int is_there(const char *path) { return access(path, F_OK) == 0 || (errno != ENOENT && errno != ENOTDIR); }

/* The places where execvp(3) would look for the program, without those where there is nothing: found before calls are
 * trapped, since each of them would be a question. Only a hint: whether a file may be executed is decided when it is tried. */
static char **find_candidates(const struct config *config) {
  char *name = config->argv[0];
  const char *path = "/bin:/usr/bin";
  for (char **entry = config->envp; *entry; entry++)
    if (!strncmp(*entry, "PATH=", 5)) path = *entry + 5;
  size_t found = 0, most = 2;
  for (const char *at = path; *at; at++) most += *at == ':';
  char **list = calloc(most, sizeof *list);
  if (!list || !*name) return list;
  if (strchr(name, '/')) {
    list[0] = name;
    return list;
  }
  for (;;) {
    size_t length = strcspn(path, ":");
    char full[PATH_MAX];
    int written = snprintf(full, sizeof full, "%.*s%s%s", (int)length, path, length ? "/" : "", name);
    if (written > 0 && (size_t)written < sizeof full && is_there(full) && !(list[found++] = strdup(full))) return NULL;
    if (!path[length]) return list;
    path += length + 1;
  }
}

/* As execvp(3) does it: a permission error is remembered. */
static int exec_first(char **candidates, const struct config *config) {
  if (strchr(config->argv[0], '/')) return try_exec(candidates[0], config);
  int remembered = ENOENT;
  for (; *candidates; candidates++) {
    int error = try_exec(*candidates, config);
    if (error == EACCES) remembered = EACCES;
    else if (error != ENOENT && error != ENOTDIR) return error;
  }
  return remembered;
}

static void install_filter(const struct config *config, struct handover *handover) {
  struct sock_fprog program = {
    .len = (unsigned short)(config->header->filter_length / sizeof(struct sock_filter)),
    .filter = (struct sock_filter *)config->filter,
  };
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) fail(handover, STEP_NO_NEW_PRIVS, errno);
  if (config->header->flags & FLAG_SCOPE_SIGNALS && scope_signals()) fail(handover, STEP_LANDLOCK, errno);
  long listener = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                          SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, &program);
  if (listener < 0) fail(handover, STEP_FILTER, errno);
  handover->listener = (int)listener;
  __atomic_store_n(&handover->state, HANDOVER_LISTENER, __ATOMIC_RELEASE);
  futex_wake(&handover->state);
  futex_wait(&handover->state, HANDOVER_LISTENER);
}

_Noreturn void launch(const struct config *config, struct handover *handover) {
  const struct config_header *header = config->header;
  prctl(PR_SET_PDEATHSIG, SIGKILL); /* a second line: the monitor itself must not leave a program behind */
  prctl(PR_SET_DUMPABLE, 1);        /* else sbx could not read our memory at the first exec */
  set_limits(header, handover);
  if (*config->cwd && chdir(config->cwd)) fail(handover, STEP_DIRECTORY, errno);
  char **candidates = find_candidates(config);
  if (!candidates) fail(handover, STEP_EXEC, ENOMEM);
  install_filter(config, handover);
  /* From here on calls are trapped by policy: only what is needed for exec. */
  if (syscall(SYS_close_range, 3, ~0U, CLOSE_RANGE_UNSHARE)) fail(handover, STEP_DESCRIPTORS, errno);
  __atomic_store_n(&handover->state, HANDOVER_ALONE, __ATOMIC_RELEASE);
  futex_wake(&handover->state);
  for (int fd = 0; fd < 3; fd++)
    if (header->closed >> fd & 1) close(fd);
  restore_signals(header);
  fail(handover, STEP_EXEC, exec_first(candidates, config));
}
