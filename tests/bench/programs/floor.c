/* floor act|filter COMMAND…: the least that a supervisor in C has to do for the same guarantees. `act` receives the path
 * calls, reads the path, checks the id, performs the call exactly as sbx does and answers; it has no policy. `filter` only
 * installs an allow-all filter. What sbx takes beyond this is sbx's own. */
#define _GNU_SOURCE
#include "sbx_seccomp.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/openat2.h>
#include <poll.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static const int served[] = {SYS_open, SYS_openat, SYS_stat, SYS_lstat, SYS_newfstatat, SYS_readlink, SYS_unlink, SYS_rename};
enum { SERVED = sizeof served / sizeof *served };
static int listener;
static struct seccomp_notif request;
static char path[2][PATH_MAX + 1], name[PATH_MAX + 64], link_text[PATH_MAX];

static int install(int act) {
  struct sock_filter program[SERVED + 3], *at = program;
  *at++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
  for (int i = 0; act && i < SERVED; i++)
    *at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, served[i], SERVED - i, 0);
  *at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  if (act) *at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  struct sock_fprog filter = {(unsigned short)(at - program), program};
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                      act ? SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV : 0, &filter);
}
static void answer(long value, int error) {
  struct seccomp_notif_resp response = {.id = request.id, .val = value, .error = -error};
  ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}
/* Links and descriptors are not what is measured: the kernel does those, unsafely. */
static void leave(void) {
  struct seccomp_notif_resp response = {.id = request.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
  ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}
static void refuse(int error) { if (error == ELOOP) leave(); else answer(0, error); }
static int valid(void) { return ioctl(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &request.id) == 0; }
static int exactly(int dir, const char *p, unsigned flags, unsigned mode) {
  struct open_how how = {.flags = flags | O_CLOEXEC, .mode = mode, .resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
  return (int)syscall(SYS_openat2, dir, p, &how, sizeof how);
}
static int fetch(int slot, unsigned long address) {
  size_t have = 0;
  while (have < PATH_MAX) {
    size_t want = 4096 - ((address + have) & 4095);
    if (have == 0 && want > 256) want = 256;
    if (want > PATH_MAX - have) want = PATH_MAX - have;
    struct iovec local = {path[slot] + have, want}, remote = {(void *)(address + have), want};
    ssize_t n = process_vm_readv((pid_t)request.pid, &local, 1, &remote, 1, 0);
    if (n <= 0) return -1;
    if (memchr(path[slot] + have, 0, (size_t)n)) return 0;
    have += (size_t)n;
  }
  return -1;
}
/* The directory of a relative path: pinned, and its name read. */
static int base(int slot, int dirfd) {
  if (path[slot][0] == '/') return AT_FDCWD;
  if (dirfd == AT_FDCWD) snprintf(name, sizeof name, "/proc/%d/cwd", request.pid);
  else snprintf(name, sizeof name, "/proc/%d/fd/%d", request.pid, dirfd);
  int fd = open(name, O_PATH | O_CLOEXEC);
  snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  if (readlink(name, link_text, sizeof link_text) < 0) return -1;
  return fd;
}
static void drop(int fd) { if (fd >= 0) close(fd); }
static void do_open(int slot, int dirfd, unsigned flags, unsigned mode) {
  struct stat before, after;
  int dir = base(slot, dirfd), fd;
  if (flags & O_CREAT) {
    if (fstatat(dir, path[slot], &before, AT_SYMLINK_NOFOLLOW) == 0) { drop(dir); return answer(0, EEXIST); }
    fd = exactly(dir, path[slot], flags | O_EXCL | O_NOCTTY, mode & 07777);
  } else {
    if (fstatat(dir, path[slot], &before, AT_SYMLINK_NOFOLLOW)) { drop(dir); return answer(0, errno); }
    fd = exactly(dir, path[slot], flags | O_NOCTTY, 0);
    if (fd >= 0 && (fstat(fd, &after) || after.st_ino != before.st_ino || after.st_dev != before.st_dev)) abort();
  }
  int error = errno;
  drop(dir);
  if (fd < 0) return refuse(error);
  struct seccomp_notif_addfd add = {.id = request.id, .srcfd = (unsigned)fd, .flags = SECCOMP_ADDFD_FLAG_SEND, .newfd_flags = flags & O_CLOEXEC};
  ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add);
  close(fd);
}
static void give_stat(const struct stat *st, unsigned long buffer) {
  struct iovec local = {(void *)st, sizeof *st}, remote = {(void *)buffer, sizeof *st};
  process_vm_writev((pid_t)request.pid, &local, 1, &remote, 1, 0);
  answer(0, 0);
}
/* fstat, as C libraries make it: newfstatat with an empty path. The descriptor is pinned, and its name read. */
static void do_fstat(int dirfd, unsigned long buffer) {
  struct stat st;
  int fd = base(0, dirfd);
  if (fd < 0 || !valid()) return drop(fd);
  fstat(fd, &st);
  give_stat(&st, buffer);
  close(fd);
}
static void do_stat(int slot, int dirfd, unsigned long buffer, unsigned flags) {
  struct stat st;
  int dir = base(slot, dirfd), fd = exactly(dir, path[slot], O_PATH | flags, 0), error = errno;
  drop(dir);
  if (fd < 0) return refuse(error);
  fstat(fd, &st);
  give_stat(&st, buffer);
  close(fd);
}
static void do_readlink(unsigned long buffer, size_t size) {
  int dir = base(0, AT_FDCWD), fd = exactly(dir, path[0], O_PATH | O_NOFOLLOW, 0), error = errno;
  drop(dir);
  if (fd < 0) return refuse(error);
  ssize_t n = readlinkat(fd, "", link_text, size < sizeof link_text ? size : sizeof link_text);
  struct iovec local = {link_text, (size_t)n}, remote = {(void *)buffer, (size_t)n};
  process_vm_writev((pid_t)request.pid, &local, 1, &remote, 1, 0);
  answer(n, 0);
  close(fd);
}
/* The pinned directory of a name. */
static int parent(int slot, const char **last) {
  int dir = base(slot, AT_FDCWD);
  char *slash = strrchr(path[slot], '/');
  if (!slash) { *last = path[slot]; return dir; }
  *slash = 0;
  int fd = exactly(dir, slash == path[slot] ? "/" : path[slot], O_PATH | O_DIRECTORY, 0);
  drop(dir);
  *last = slash + 1;
  return fd;
}
static void do_unlink(void) {
  const char *last;
  struct stat st;
  int dir = parent(0, &last);
  int error = fstatat(dir, last, &st, AT_SYMLINK_NOFOLLOW) || unlinkat(dir, last, 0) ? errno : 0;
  drop(dir);
  if (error) refuse(error); else answer(0, 0);
}
static void do_rename(void) {
  const char *last[2];
  struct stat st;
  int from = parent(0, &last[0]), to = parent(1, &last[1]);
  int error = fstatat(from, last[0], &st, AT_SYMLINK_NOFOLLOW) ? errno : 0;
  fstatat(to, last[1], &st, AT_SYMLINK_NOFOLLOW);
  if (!error && renameat(from, last[0], to, last[1])) error = errno;
  drop(from);
  drop(to);
  answer(0, error);
}
static void serve(void) {
  const __u64 *a = request.data.args;
  int at = request.data.nr == SYS_openat || request.data.nr == SYS_newfstatat;
  if (fetch(0, a[at]) || (request.data.nr == SYS_rename && fetch(1, a[1]))) return answer(0, EFAULT);
  if (!valid()) return;
  if (!path[0][0]) return request.data.nr == SYS_newfstatat ? do_fstat((int)a[0], a[2]) : leave();
  switch (request.data.nr) {
  case SYS_open: return do_open(0, AT_FDCWD, (unsigned)a[1], (unsigned)a[2]);
  case SYS_openat: return do_open(0, (int)a[0], (unsigned)a[2], (unsigned)a[3]);
  case SYS_stat: return do_stat(0, AT_FDCWD, a[1], 0);
  case SYS_lstat: return do_stat(0, AT_FDCWD, a[1], O_NOFOLLOW);
  case SYS_newfstatat: return do_stat(0, (int)a[0], a[2], a[3] & AT_SYMLINK_NOFOLLOW ? O_NOFOLLOW : 0);
  case SYS_readlink: return do_readlink(a[1], a[2]);
  case SYS_unlink: return do_unlink();
  case SYS_rename: return do_rename();
  }
}
int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int act = !strcmp(argv[1], "act"), ready[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ready)) return 1;
  pid_t child = (pid_t)syscall(SYS_clone, (act ? CLONE_FILES : 0) | SIGCHLD, 0, 0, 0, 0);
  if (child == 0) {
    int fd = install(act);
    if (write(ready[1], &fd, sizeof fd) < 0 || read(ready[1], &fd, sizeof fd) < 0) _exit(126);
    syscall(SYS_close_range, 3, ~0U, 2 /* CLOSE_RANGE_UNSHARE */);
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  if (read(ready[0], &listener, sizeof listener) < 0) return 1;
  if (act) { listener = fcntl(listener, F_DUPFD_CLOEXEC, 100); ioctl(listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP); }
  if (write(ready[0], &listener, sizeof listener) < 0) return 1;
  int status = 0;
  while (act) {
    memset(&request, 0, sizeof request);
    if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &request) == 0) serve();
    else if (waitpid(child, &status, WNOHANG) == child) break;
  }
  if (!act) waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
