/* terminal run COMMAND…: runs a command on a terminal of its own, prints what it wrote there, and how it ended within ten
 * seconds. terminal stop FILE STATUS: opens FILE, stops the output of the terminal, and ends with STATUS; `wait` as the
 * status waits for ever instead. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int stop(const char *file, const char *status) {
  open(file, O_RDONLY);
  if (tcflow(2, TCOOFF) != 0) return 99;
  open(file, O_RDONLY);
  while (!strcmp(status, "wait")) pause();
  return atoi(status);
}

static int run(char **command) {
  int master, status;
  pid_t pid = forkpty(&master, NULL, NULL, NULL);
  if (pid == 0) {
    execv(command[0], command);
    _exit(98);
  }
  time_t end = time(NULL) + 10;
  char text[4096];
  while (time(NULL) < end) {
    struct pollfd ready = {master, POLLIN, 0};
    ssize_t n = poll(&ready, 1, 100) > 0 ? read(master, text, sizeof text) : 0;
    if (n > 0 && write(1, text, (size_t)n) != n) return 1;
    if (n > 0 || waitpid(pid, &status, WNOHANG) != pid) continue;
    printf("\nstatus %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
  }
  printf("\nstill running\n");
  kill(pid, SIGKILL);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 4 && !strcmp(argv[1], "stop")) return stop(argv[2], argv[3]);
  return argc > 2 && !strcmp(argv[1], "run") ? run(argv + 2) : 2;
}
