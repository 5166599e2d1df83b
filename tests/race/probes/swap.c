/* swap KIND ATTEMPTS: one thread keeps changing what a path means, another uses it. Prints how often it got what the
 * policy denies: the content of secret/f, its size, or an effect below secret.
 *
 *   pointer    the bytes of the path change between `open/f` and `shut/f` (shut is denied)
 *   how        the same with openat2, whose flags change between reading and writing too
 *   symlink    a link is replaced: one that leads to open/f, one that leads to shut/f
 *   directory  a directory is replaced by a link to shut, and comes back
 *   parent     `moving/../f` while `moving` goes from open to shut and back
 *   beneath    the same with openat2 and RESOLVE_BENEATH
 *   make       mkdir through a link that changes
 *   truncate   ftruncate on a number that dup2 gives to another file
 *   stat       the size that stat tells through a link that changes                                        */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *kind;
static volatile int over, begun;
static char path[16];
static struct open_how how;
static int open_fd, shut_fd;
static long denied, allowed, refused;

static int is(const char *name) { return !strcmp(kind, name); }

static void swap_link(const char *target) {
  unlink("new");
  if (symlink(target, "new") == 0) rename("new", "link");
}

static void *change(void *unused) {
  (void)unused;
  for (unsigned i = 0; !over; i++, begun |= i > 4) {
    int odd = i & 1;
    if (is("pointer") || is("how")) {
      memcpy(path, odd ? "shut" : "open", 4);
      how.flags = odd ? O_RDONLY : O_RDWR;
    } else if (is("symlink") || is("stat")) swap_link(odd ? "shut/f" : "open/f");
    else if (is("make")) swap_link(odd ? "shut" : "open");
    else if (is("directory")) {
      if (odd) { rename("box", "aside"); if (symlink("shut", "box")) {} }
      else { unlink("box"); rename("aside", "box"); }
    } else if (is("parent") || is("beneath")) {
      if (odd) rename("open/moving", "shut/moving");
      else rename("shut/moving", "open/moving");
    } else dup2(odd ? shut_fd : open_fd, 50);
  }
  return NULL;
}

static void read_back(int fd) {
  char bytes[16] = {0};
  if (fd < 0) { refused++; return; }
  if (fd < 3) { printf("descriptor %d\n", fd); exit(1); }
  if (read(fd, bytes, sizeof bytes - 1) < 0 && errno != EISDIR) refused++;
  else if (!strncmp(bytes, "secret", 6)) denied++;
  else allowed++;
  close(fd);
}

static void attempt(long i) {
  struct stat s;
  char name[32];
  if (is("pointer")) read_back(open(path, i & 1 ? O_RDONLY : O_RDONLY | O_NOFOLLOW));
  else if (is("how")) read_back((int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how));
  else if (is("symlink")) read_back(open("link", i & 1 ? O_RDONLY : O_PATH));
  else if (is("directory")) read_back(open("box/f", O_RDONLY));
  else if (is("parent")) read_back(open(i & 1 ? "open/moving/../f" : "shut/moving/../f", O_RDONLY));
  else if (is("beneath")) {
    struct open_how beneath = {.flags = O_RDONLY, .resolve = RESOLVE_BENEATH};
    read_back((int)syscall(SYS_openat2, AT_FDCWD, i & 1 ? "open/moving/../f" : "shut/moving/../f", &beneath, sizeof beneath));
  } else if (is("stat")) {
    if (stat("link", &s)) refused++;
    else if (s.st_size == 7) denied++;
    else allowed++;
  } else if (is("make")) {
    snprintf(name, sizeof name, "link/n%ld", i);
    if (mkdir(name, 0700)) refused++;
    else allowed++;
  } else if (ftruncate(50, i % 100)) refused++;
  else allowed++;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  kind = argv[1];
  long attempts = atol(argv[2]);
  strcpy(path, "open/f");
  how.flags = O_RDONLY;
  if (is("truncate")) {
    open_fd = open("open/f", O_RDWR);
    shut_fd = open("shut/f", O_RDWR);
    dup2(open_fd, 50);
  }
  pthread_t thread;
  if (pthread_create(&thread, NULL, change, NULL)) return 1;
  while (!begun) usleep(100);
  for (long i = 0; i < attempts; i++) attempt(i);
  over = 1;
  pthread_join(thread, NULL);
  fprintf(stderr, "%s: %ld allowed, %ld refused, %ld denied\n", kind, allowed, refused, denied);
  printf("denied %ld\n", denied);
  return 0;
}
