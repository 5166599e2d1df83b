/* opens SECONDS: opens a file over and over and looks at what it was given; signals that reach us are ignored. Prints how
 * many descriptors were none. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  long seconds = argc > 1 ? atol(argv[1]) : 1, count = 0, wrong = 0;
  for (int number = 1; number < 32; number++) signal(number, SIG_IGN);
  struct stat want, got;
  if (stat("f", &want)) return 1;
  for (time_t end = time(NULL) + seconds; time(NULL) <= end; count++) {
    int fd = open("f", O_RDONLY);
    if (fd < 3 || fstat(fd, &got) || got.st_ino != want.st_ino) wrong++;
    if (fd > 2) close(fd);
  }
  fprintf(stderr, "%ld opens\n", count);
  printf("wrong %ld\n", wrong);
  return 0;
}
