/* threads COUNT: threads with umask and directory of their own, and a pair that shares them, create files at once. Prints
 * how many files lie elsewhere or have other modes than their thread asked for. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { THREADS = 8 };
static long count, wrong;

static void fail(const char *what) {
  perror(what);
  __atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
}

static void *work(void *argument) {
  long number = (long)argument;
  char folder[32], name[64], whole[64];
  mode_t mask = (mode_t)((number * 011) & 0777) & ~0600u;
  snprintf(folder, sizeof folder, "t%ld", number);
  if (unshare(CLONE_FS) || chdir(folder)) { fail("enter"); return NULL; }
  umask(mask);
  for (long i = 0; i < count; i++) {
    struct stat s;
    snprintf(name, sizeof name, "f%ld", i % 10);
    snprintf(whole, sizeof whole, "../t%ld/f%ld", number, i % 10);
    int fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0666);
    if (fd < 3) { fail("open"); continue; }
    close(fd);
    if (stat(whole, &s)) fail("stat");
    else if ((s.st_mode & 0777) != (0666 & ~mask)) { errno = EPERM; fail("mode"); }
    if (unlink(name)) fail("unlink");
  }
  return NULL;
}

int main(int argc, char **argv) {
  pthread_t threads[THREADS];
  count = argc > 1 ? atol(argv[1]) : 100;
  for (long i = 0; i < THREADS; i++) {
    char folder[32];
    snprintf(folder, sizeof folder, "t%ld", i);
    if (mkdir(folder, 0777) && errno != EEXIST) return 1;
  }
  for (long i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, work, (void *)i);
  for (long i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  printf("wrong %ld\n", wrong);
  return 0;
}
