/* fifo KIND ATTEMPTS: two names keep being exchanged while one of them is opened. Prints how often what is had is not what
 * was judged.
 *
 *   write     a FIFO and an executable file, opened for writing (nobody may)
 *   file      a plain file and an executable one, opened for writing
 *   truncate  a FIFO and a file, opened with O_TRUNC (the file may not be emptied)
 *   blocks    a file and, for moments, a FIFO that nobody has open: whoever opens that waits for ever, which must be the
 *             caller and not the supervisor                                                                         */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const char *kind;
static volatile int over;
static long denied, allowed, refused;

static int is(const char *name) { return !strcmp(kind, name); }

static void exchange(void) { syscall(SYS_renameat2, AT_FDCWD, "name", AT_FDCWD, "other", 2 /* RENAME_EXCHANGE */); }

static void *change(void *unused) {
  (void)unused;
  unsigned wait = 1;
  while (!over) {
    exchange();
    if (is("blocks")) exchange();
    wait = wait * 1103515245 + 12345;
    for (volatile unsigned i = 0; i < (wait >> 16) % (is("blocks") ? 32768 : 4096); i++) {}
  }
  return NULL;
}

static void make(const char *name, mode_t mode) {
  int fd = open(name, O_CREAT | O_EXCL | O_WRONLY, 0600);
  if (fd < 0 || write(fd, "kept\n", 5) != 5 || fchmod(fd, mode) != 0) perror(name);
  close(fd);
}

static void nothing(int number) { (void)number; }

static void attempt(int flags) {
  struct stat s;
  int fd = open("name", flags);
  if (fd < 0) { refused++; return; }
  if (fstat(fd, &s) == 0 && S_ISREG(s.st_mode) && (s.st_mode & 0111) && flags != O_RDONLY) denied++;
  else if (fcntl(fd, F_GETFL) & O_NONBLOCK) denied++;
  else allowed++;
  close(fd);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  kind = argv[1];
  int flags = is("blocks") ? O_RDONLY : is("truncate") ? O_WRONLY | O_TRUNC : O_WRONLY;
  if (is("file") || is("blocks")) make("name", 0600);
  else if (mkfifo("name", 0600) != 0) perror("mkfifo");
  if (is("blocks")) { if (mkfifo("other", 0600) != 0) perror("mkfifo"); }
  else make("other", is("truncate") ? 0600 : 0700);
  // With a reader an open for writing does not wait.
  if (!is("blocks") && !is("file") && open("name", O_RDONLY | O_NONBLOCK) < 0) perror("reader");
  struct sigaction action = {.sa_handler = nothing};
  sigaction(SIGALRM, &action, NULL);
  struct itimerval each = {{0, 2000}, {0, 2000}};
  if (is("blocks")) setitimer(ITIMER_REAL, &each, NULL);
  pthread_t thread;
  if (pthread_create(&thread, NULL, change, NULL)) return 1;
  time_t end = time(NULL) + 5;
  for (long i = 0; i < atol(argv[2]) && time(NULL) < end; i++) attempt(flags);
  over = 1;
  pthread_join(thread, NULL);
  struct stat a, b;
  if (is("truncate") && stat("name", &a) == 0 && stat("other", &b) == 0 && a.st_size + b.st_size != 5) denied++;
  fprintf(stderr, "%s: %ld allowed, %ld refused, %ld denied\n", kind, allowed, refused, denied);
  printf("denied %ld\n", denied);
  return 0;
}
