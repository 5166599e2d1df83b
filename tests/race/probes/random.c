/* random SEED SECONDS: children make calls with arguments from a bag of strange ones until the time is over. Prints
 * `alive` if after that ordinary calls still work: it is the supervisor that is tested. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static uint64_t state;
static uint64_t next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static const int calls[] = {
  SYS_openat, SYS_openat2, SYS_newfstatat, SYS_statx, SYS_readlinkat, SYS_mkdirat, SYS_unlinkat, SYS_renameat2, SYS_linkat,
  SYS_symlinkat, SYS_mknodat, SYS_fchmodat, SYS_fchownat, SYS_utimensat, SYS_faccessat2, SYS_faccessat, SYS_truncate, SYS_ftruncate,
  SYS_fallocate, SYS_getdents64, SYS_setxattr, SYS_getxattr, SYS_listxattr, SYS_removexattr, SYS_fsetxattr, SYS_fgetxattr,
  SYS_statfs, SYS_fstatfs, SYS_chdir, SYS_fchdir, SYS_inotify_add_watch, SYS_inotify_init1, SYS_memfd_create, SYS_umask, SYS_dup2,
  SYS_close, SYS_fcntl, SYS_pipe2, SYS_eventfd2, SYS_socket, SYS_bind, SYS_connect, SYS_sendto, SYS_sendmsg, SYS_sendmmsg,
  SYS_recvmsg, SYS_recvmmsg, SYS_socketpair, SYS_fanotify_init, SYS_fanotify_mark, SYS_prctl, SYS_name_to_handle_at, SYS_execveat,
  SYS_fchmod, SYS_fchown, SYS_fstat, SYS_ioctl, SYS_lseek, SYS_read, SYS_write, SYS_accept4, SYS_listen, SYS_getsockopt,
};

static const char *const names[] = {
  "", ".", "..", "/", "f", "open/f", "shut/f", "none", "none/x", "f/", "open/", "open/.", "open/..", "l", "loop", "../../../..",
  "/proc/self/fd/0", "/proc/self/fd/4", "/proc/self/exe", "/proc/self/cwd/f", "/proc/1/status", "/proc/thread-self/root", "/dev/null",
  "/dev/tty", "fifo", "s", "user.a", "system.posix_acl_access", "\001\x7f\xff", "//proc//self/./fd/../cwd", "/proc/self/task/../fd/3",
};

static char *pages;

static uint64_t argument(void) {
  switch (next() % 12) {
    case 0: return (uint64_t)(int64_t)AT_FDCWD;
    case 1: return next() % 12;
    case 2: return next();
    case 3: return 0;
    case 4: return (uint64_t)pages + 4096 - next() % 64; /* runs into what is not mapped */
    case 5: return 1ull << next() % 64;
    case 6: return (uint64_t)-1;
    case 7: return next() % 4096;
    case 8: {
      size_t length = next() % 4095; /* a long path without an end near the end of the page */
      memset(pages, next() % 2 ? '/' : 'x', length);
      return (uint64_t)pages;
    }
    default: return (uint64_t)names[next() % (sizeof names / sizeof *names)];
  }
}

static void child(void) {
  struct rlimit files = {64, 64}, size = {1 << 20, 1 << 20};
  setrlimit(RLIMIT_NOFILE, &files);
  setrlimit(RLIMIT_FSIZE, &size);
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(pages + 4096, 4096);
  alarm(1);
  for (int i = 0; i < 300; i++) {
    int number = calls[next() % (sizeof calls / sizeof *calls)];
    uint64_t a = argument();
    if ((number == SYS_write || number == SYS_close || number == SYS_dup2) && a < 3) continue;
    syscall(number, a, argument(), argument(), argument(), argument(), argument());
  }
  _exit(0);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  state = strtoull(argv[1], NULL, 0) * 2654435761u + 1;
  if (symlink("f", "l") || symlink("loop", "loop") || mkfifo("fifo", 0600)) return 1;
  int here = open(".", O_RDONLY | O_DIRECTORY);
  long rounds = 0;
  for (time_t end = time(NULL) + atol(argv[2]); time(NULL) < end; rounds++) {
    next();
    pid_t pid = fork();
    if (pid == 0) child();
    waitpid(pid, NULL, 0);
  }
  fprintf(stderr, "%ld rounds of 300 calls\n", rounds);
  struct stat s;
  if (fchmod(here, 0700)) perror("chmod"); // they may have shut us out
  int fd = open("alive", O_CREAT | O_EXCL | O_RDWR, 0600);
  if (fd < 3) perror("alive");
  printf("%s\n", fd > 2 && fstat(fd, &s) == 0 && unlink("alive") == 0 ? "alive" : "broken");
  return 0;
}
