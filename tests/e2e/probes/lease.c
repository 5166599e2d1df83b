/* lease: one process holds a lease on `f` and gives it up a second after it was told that somebody wants the file, another
 * opens the file, a third opens other files meanwhile. Prints who has waited. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static volatile int wanted;
static void want(int number) { (void)number; wanted = 1; }

static void open_it(const char *what, const char *name, int flags) {
  double begun = now();
  int fd = open(name, flags);
  int shown = fd < 0 ? 0 : fcntl(fd, F_GETFL) & O_NONBLOCK;
  printf("%s: %s, %s%s\n", what, fd < 0 ? strerror(errno) : "open", now() - begun < 0.5 ? "at once" : "after a while",
         shown && !(flags & O_NONBLOCK) ? ", with O_NONBLOCK" : "");
  fflush(stdout);
  close(fd);
}

int main(void) {
  signal(SIGIO, want);
  int held = open("f", O_RDWR);
  if (fcntl(held, F_SETLEASE, F_WRLCK) != 0) {
    printf("lease: %s\n", strerror(errno));
    return 1;
  }
  open_it("who does not wait", "f", O_RDONLY | O_NONBLOCK);
  wanted = 0;
  if (fork() == 0) {
    usleep(200000);
    open_it("other files", "d/f", O_RDONLY);
    _exit(0);
  }
  if (fork() == 0) {
    open_it("the file", "f", O_RDONLY);
    _exit(0);
  }
  sleep(1);
  usleep(200000);
  fcntl(held, F_SETLEASE, F_UNLCK);
  while (wait(NULL) > 0) {}
  return 0;
}
