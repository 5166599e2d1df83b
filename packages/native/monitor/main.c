/* sbx-monitor: started by sbx with the configuration on descriptor 3 and the line to sbx on 4. */
#define _GNU_SOURCE
#include "monitor.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t fork_sharing_descriptors(void) {
  return (pid_t)syscall(SYS_clone, CLONE_FILES | SIGCHLD, 0, 0, 0, 0);
}

/* Waits until the launcher has left `state`; it may die before it says anything, and that must not hold us for ever. */
static int await_change(struct handover *handover, pid_t launcher, int state) {
  const struct timespec slice = {0, 20 * 1000 * 1000};
  int now;
  while ((now = __atomic_load_n(&handover->state, __ATOMIC_ACQUIRE)) == state) {
    siginfo_t info = {0};
    syscall(SYS_futex, &handover->state, FUTEX_WAIT, state, &slice, NULL, 0);
    if (waitid(P_PID, (id_t)launcher, &info, WEXITED | WNOHANG | WNOWAIT | __WALL) == 0 && info.si_pid == launcher) break;
  }
  return now;
}

/* So that a pipe or terminal that the program closes is really closed. */
static void leave_stdio(void) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) return;
  for (int fd = 0; fd < 3; fd++) dup2(null, fd);
  if (null > 2) close(null);
}

static int refuse(int step, int error) { send_message(MESSAGE_FAILED, step, error, 0, -1); return 1; }

/* Everything is blocked from the start (inherited from sbx): SIGCHLD is read from a descriptor, the rest is not ours. */
int main(void) {
  struct config config;
  char go;
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  int pidfd = (int)syscall(SYS_pidfd_open, getppid(), 0);
  if (pidfd < 0) return refuse(STEP_CONFIG, errno);
  fcntl(CONTROL_FD, F_SETFD, FD_CLOEXEC);
  if (recv(CONTROL_FD, &go, 1, 0) != 1) return 1; /* sbx has written the configuration, or has died */
  if (config_read(CONFIG_FD, &config)) return refuse(STEP_CONFIG, EINVAL);
  close(CONFIG_FD);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  struct handover *handover = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (handover == MAP_FAILED) return refuse(STEP_CONFIG, errno);

  pid_t program = fork_sharing_descriptors();
  if (program < 0) return refuse(STEP_FORK, errno);
  if (program == 0) launch(&config, handover);

  if (await_change(handover, program, HANDOVER_WAITING) == HANDOVER_LISTENER) {
    int listener = handover->listener;
    if (send_message(MESSAGE_LISTENER, program, 0, 0, listener)) { kill_tree(); return 1; }
    /* sbx answers when it has the listener: then the copy in the shared table can go. */
    if (recv(CONTROL_FD, &go, 1, 0) != 1) { kill_tree(); return 1; }
    close(listener);
    __atomic_store_n(&handover->state, HANDOVER_TAKEN, __ATOMIC_RELEASE);
    futex_wake(&handover->state);
    await_change(handover, program, HANDOVER_TAKEN); /* until then descriptors 0, 1 and 2 are the launcher's too */
    leave_stdio();
  }
  return supervise(pidfd, program, handover, config.header);
}
