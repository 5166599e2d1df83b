/* What is no single system call:
 *
 *   fork                 what follows is done by a child; the parent prints how it ended
 *   thread               what follows is done by a second thread
 *   alone                what follows is done by a second thread with descriptors, directory and umask of its own
 *   say TEXT             prints TEXT
 *   type PATH            what lstat tells
 *   cat PATH             the content, on one line
 *   ls PATH              the names in a directory, without `.` and `..`
 *   cwd                  the name of the working directory
 *   signal NUMBER        raises a signal
 *   int80 NUMBER ARG…    a call through the 32-bit entry; x32 NUMBER ARG… with the x32 bit
 *   kill SIGNAL PID      for one that needs no table                                                        */
#define _GNU_SOURCE
#include "call.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void do_fork(char **rest) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    run(rest);
    exit(0);
  }
  int status;
  if (child < 0 || waitpid(child, &status, 0) < 0) exit(65);
  if (WIFSIGNALED(status)) printf("child: signal %d\n", WTERMSIG(status));
  else printf("child: exit %d\n", WEXITSTATUS(status));
  exit(0);
}

static void *thread_body(void *rest) {
  run(rest);
  return NULL;
}

static void *alone_body(void *rest) {
  if (unshare(CLONE_FILES | CLONE_FS)) printf("unshare: %s\n", errno_text(errno));
  return thread_body(rest);
}

static void do_thread(void *(*body)(void *), char **rest) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, body, rest)) exit(65);
  pthread_join(thread, NULL);
  exit(0);
}

static void do_cat(const char *path) {
  char bytes[4096];
  int fd = open(path, O_RDONLY);
  ssize_t length = fd < 0 ? -1 : read(fd, bytes, sizeof bytes - 1);
  if (length < 0) {
    printf("cat: %s\n", errno_text(errno));
  } else {
    while (length > 0 && bytes[length - 1] == '\n') length--;
    printf("cat: %.*s\n", (int)length, bytes);
  }
  if (fd >= 0) close(fd);
}

static void do_ls(const char *path) {
  struct dirent **names;
  int count = scandir(path, &names, NULL, alphasort);
  if (count < 0) {
    printf("ls: %s\n", errno_text(errno));
    return;
  }
  printf("ls:");
  for (int i = 0; i < count; i++)
    if (strcmp(names[i]->d_name, ".") && strcmp(names[i]->d_name, "..")) printf(" %s", names[i]->d_name);
  putchar('\n');
}

static void do_type(const char *path) {
  struct stat s;
  if (lstat(path, &s)) printf("type: %s\n", errno_text(errno));
  else show_stat("type", s.st_mode, s.st_size, (unsigned)s.st_rdev);
}

static void do_cwd(void) {
  char name[4096];
  if (getcwd(name, sizeof name)) printf("cwd: %s\n", name);
  else printf("cwd: %s\n", errno_text(errno));
}

static void foreign(const char *name, char **arguments, int count) {
#if defined(__x86_64__)
  long value[6] = {0};
  for (int i = 0; i < count && i < 6; i++) value[i] = parse_word(arguments[i]).value;
  long result;
  if (!strcmp(name, "int80")) {
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(value[0]), "b"(value[1]), "c"(value[2]), "d"(value[3]) : "memory", "r8", "r9", "r10", "r11");
    result = (int)result;
  } else {
    result = syscall(value[0] | 0x40000000, value[1], value[2], value[3]);
    if (result < 0) result = -errno;
  }
  if (result < 0) printf("%s: %s\n", name, errno_text((int)-result));
  else printf("%s: %ld\n", name, result);
#else
  (void)arguments, (void)count;
  printf("%s: ENOSYS\n", name);
#endif
}

int act(const char *name, char **arguments, int count, char **rest) {
  if (!strcmp(name, "fork")) do_fork(rest);
  else if (!strcmp(name, "thread")) do_thread(thread_body, rest);
  else if (!strcmp(name, "alone")) do_thread(alone_body, rest);
  else if (!strcmp(name, "cwd")) do_cwd();
  else if (!strcmp(name, "int80") || !strcmp(name, "x32")) foreign(name, arguments, count);
  else if (count < 1) return 0;
  else if (!strcmp(name, "say")) printf("%s\n", arguments[0]);
  else if (!strcmp(name, "type")) do_type(arguments[0]);
  else if (!strcmp(name, "cat")) do_cat(arguments[0]);
  else if (!strcmp(name, "ls")) do_ls(arguments[0]);
  else if (!strcmp(name, "signal")) raise(atoi(arguments[0]));
  else return 0;
  return 1;
}
