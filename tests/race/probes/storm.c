/* storm DEPTH SECONDS: forks that never stop; every process opens files until it is killed. Prints when it has begun. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int width = argc > 1 ? atoi(argv[1]) : 8;
  unsigned seconds = argc > 2 ? (unsigned)atoi(argv[2]) : 60;
  alarm(seconds);
  setsid();
  for (int i = 0; i < width; i++)
    if (fork() == 0) {
      alarm(seconds);
      for (int alive = 0;; alive++) {
        pid_t child = fork();
        if (child == 0) {
          int fd = open("f", O_RDONLY);
          if (fork() == 0) { usleep(1000); _exit(0); }
          _exit(fd < 0);
        }
        // Not so many that the machine, and not sbx, is what is tested.
        while (alive > 0 && waitpid(-1, NULL, alive < 20 ? WNOHANG : 0) > 0) alive--;
        usleep(500);
      }
    }
  printf("begun\n");
  fflush(stdout);
  for (;;) pause();
}
