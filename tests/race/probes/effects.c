/* effects COUNT: creates, renames, links and unlinks under a storm of SIGALRM without SA_RESTART. A call that was
 * interrupted is made again; it must not have been done. Prints how many effects were lost or done twice. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

static volatile long alarms;
static long interrupted, wrong;

static void count_alarm(int number) { (void)number; alarms++; }

static void check(const char *what, long i, int result) {
  if (result >= 0) return;
  fprintf(stderr, "%s %ld: %m\n", what, i);
  wrong++;
}

#define RETRY(call) ({ int result_; while ((result_ = (call)) < 0 && errno == EINTR) interrupted++; result_; })

int main(int argc, char **argv) {
  long count = argc > 1 ? atol(argv[1]) : 1000;
  struct sigaction action = {.sa_handler = count_alarm};
  sigaction(SIGALRM, &action, NULL);
  struct itimerval each = {{0, 1000}, {0, 1000}};
  setitimer(ITIMER_REAL, &each, NULL);
  char a[32], b[32];
  for (long i = 0; i < count; i++) {
    snprintf(a, sizeof a, "a%ld", i % 100);
    snprintf(b, sizeof b, "b%ld", i % 100);
    int fd = RETRY(open(a, O_CREAT | O_EXCL | O_RDWR, 0600));
    check("create", i, fd);
    struct stat s;
    if (fd < 3 || RETRY(fstat(fd, &s)) || !S_ISREG(s.st_mode)) { fprintf(stderr, "descriptor %d\n", fd); wrong++; }
    if (fd > 2) close(fd);
    check("rename", i, RETRY(rename(a, b)));
    check("link", i, RETRY(link(b, a)));
    check("unlink", i, RETRY(unlink(b)));
    check("mkdir", i, RETRY(mkdir(b, 0700)));
    check("rmdir", i, RETRY(rmdir(b)));
    check("symlink", i, RETRY(symlink("x", b)));
    check("unlink link", i, RETRY(unlink(b)));
    check("unlink last", i, RETRY(unlink(a)));
  }
  setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
  fprintf(stderr, "%ld alarms, %ld interrupted calls\n", alarms, interrupted);
  printf("wrong %ld\n", wrong);
  return 0;
}
