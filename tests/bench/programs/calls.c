/* calls OPERATION COUNT: repeats one operation and prints nanoseconds per repetition. Runs bare, under the C floor and
 * under sbx; it prepares its own files in the working directory. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char absolute[PATH_MAX], missing[PATH_MAX], link_name[PATH_MAX];
static int directory, opened, zero;

static void check(int ok, const char *what) { if (!ok) { perror(what); exit(1); } }
static void open_absolute(void) { int fd = open(absolute, O_RDONLY | O_CLOEXEC); check(fd >= 0, "open"); close(fd); }
static void open_cwd(void) { int fd = open("a/b/c/d/file", O_RDONLY | O_CLOEXEC); check(fd >= 0, "open"); close(fd); }
static void open_dirfd(void) { int fd = openat(directory, "file", O_RDONLY | O_CLOEXEC); check(fd >= 0, "openat"); close(fd); }
static void stat_absolute(void) { struct stat st; check(!stat(absolute, &st), "stat"); }
static void stat_missing(void) { struct stat st; check(stat(missing, &st) < 0 && errno == ENOENT, "stat missing"); }
static void stat_opened(void) { struct stat st; check(!fstat(opened, &st), "fstat"); }
static void read_link(void) { char text[64]; check(readlink(link_name, text, sizeof text) > 0, "readlink"); }
static void create_unlink(void) {
  int fd = open("a/b/new", O_WRONLY | O_CREAT | O_EXCL, 0644);
  check(fd >= 0, "create");
  close(fd);
  check(!unlink("a/b/new"), "unlink");
}
static void rename_there_and_back(void) {
  static int turn;
  check(!((turn ^= 1) ? rename("a/b/one", "a/b/two") : rename("a/b/two", "a/b/one")), "rename");
}
static void get_ppid(void) { syscall(SYS_getppid); }
static void read_zero(void) { char byte; check(read(zero, &byte, 1) == 1, "read"); }
static void fork_exit(void) { pid_t pid = fork(); if (!pid) _exit(0); check(waitpid(pid, NULL, 0) == pid, "waitpid"); }
static void exec_true(void) {
  pid_t pid = vfork();
  if (!pid) { execl("/bin/true", "true", NULL); _exit(127); }
  int status;
  check(waitpid(pid, &status, 0) == pid && status == 0, "exec");
}

static const struct { const char *name; void (*run)(void); } operations[] = {
  {"open-absolute", open_absolute}, {"open-cwd", open_cwd}, {"open-dirfd", open_dirfd}, {"stat", stat_absolute},
  {"fstat", stat_opened},
  {"stat-missing", stat_missing}, {"readlink", read_link}, {"create-unlink", create_unlink},
  {"rename", rename_there_and_back}, {"getppid", get_ppid}, {"read", read_zero}, {"fork", fork_exit}, {"exec", exec_true},
};

static void prepare(void) {
  mkdir("a", 0755); mkdir("a/b", 0755); mkdir("a/b/c", 0755); mkdir("a/b/c/d", 0755);
  close(open("a/b/c/d/file", O_WRONLY | O_CREAT, 0644));
  close(open("a/b/one", O_WRONLY | O_CREAT, 0644));
  unlink("a/b/two");
  unlink("a/b/link");
  check(!symlink("c/d/file", "a/b/link") || errno == EEXIST, "symlink");
  char cwd[PATH_MAX - 64];
  check(getcwd(cwd, sizeof cwd) != NULL, "getcwd");
  snprintf(absolute, sizeof absolute, "%s/a/b/c/d/file", cwd);
  snprintf(missing, sizeof missing, "%s/a/b/c/d/none", cwd);
  snprintf(link_name, sizeof link_name, "%s/a/b/link", cwd);
  directory = open("a/b/c/d", O_RDONLY | O_DIRECTORY);
  opened = open(absolute, O_RDONLY);
  zero = open("/dev/zero", O_RDONLY);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  long count = atol(argv[2]);
  prepare();
  for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
    if (strcmp(operations[i].name, argv[1])) continue;
    struct timespec from, to;
    for (long n = count / 10 + 2; n > 0; n -= 2) { operations[i].run(); operations[i].run(); }
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (long n = 0; n < count; n++) operations[i].run();
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("%.1f\n", ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / count);
    return 0;
  }
  return 2;
}
