/* Makes calls with addresses at page ends, for the tests of the memory functions: memory-calls MODE. Each mode makes one
 * call that a test's filter notifies (getxattr, whose first two arguments are addresses) and prints its result. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int argc, char **argv) {
  const char *mode = argc > 1 ? argv[1] : "";
  /* Two pages with nothing behind them. */
  char *pages = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED || munmap(pages + 2 * 4096, 4096)) return 2;
  memset(pages, 'x', 2 * 4096);
  char *end = pages + 2 * 4096;
  const char *path = "/short";
  if (!strcmp(mode, "at-end")) path = memcpy(end - 5, "/end", 5);
  else if (!strcmp(mode, "across")) path = memcpy(pages + 4096 - 3, "/across", 8);
  else if (!strcmp(mode, "unterminated")) path = end - 10;
  else if (!strcmp(mode, "null")) path = NULL;
  else if (!strcmp(mode, "bad")) path = (const char *)0x10;
  else if (!strcmp(mode, "kernel")) path = (const char *)0xffff888000000000;
  else if (!strcmp(mode, "longest")) { path = end - 4096; end[-1] = 0; }
  else if (!strcmp(mode, "too-long")) { path = end - 4097; end[-1] = 0; }
  else if (!strcmp(mode, "empty")) path = memcpy(end - 1, "", 1);
  char buffer[64] = "";
  long size = !strcmp(mode, "buffer-at-end") ? 8 : 64;
  char *to = !strcmp(mode, "buffer-at-end") ? end - 8 : !strcmp(mode, "buffer-past-end") ? end - 4 : buffer;
  long result = syscall(SYS_getxattr, path, "user.name", to, size);
  printf("%ld %d %.*s\n", result, result < 0 ? errno : 0, result > 0 ? (int)result : 0, to);
}
