#define _GNU_SOURCE
#include "call.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *errno_text(int number) {
  const char *name = strerrorname_np(number);
  return name ? name : "E?";
}

void show_stat(const char *name, unsigned mode, long size, unsigned device) {
  static const char *const types[] = {"?", "fifo", "char", "?", "dir", "?", "block", "?", "file", "?", "link", "?", "socket", "?", "?", "?"};
  unsigned type = mode >> 12 & 15;
  printf("%s: %s %04o", name, types[type], mode & 07777);
  if (type == 8) printf(" %ld", size);
  if (type == 2 || type == 6) printf(" %u:%u", device >> 8, device & 255);
  putchar('\n');
}

struct entry64 { uint64_t inode, offset; uint16_t length; uint8_t type; char name[]; };

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void show_names(const char *at, long length) {
  const char *names[1024];
  int count = 0;
  for (long i = 0; i < length && count < 1024;) {
    const struct entry64 *entry = (const void *)(at + i);
    names[count++] = entry->name;
    i += entry->length;
  }
  qsort(names, (size_t)count, sizeof *names, by_text);
  for (int i = 0; i < count; i++) printf(" %s", names[i]);
}

void report(const char *name, long value, const struct word *words, int count) {
  if (value < 0) {
    printf("%s: %s\n", name, errno_text(errno));
    remember(NULL, value);
    return;
  }
  remember(NULL, value);
  for (int i = 0; i < count; i++) {
    const char *at = (const char *)words[i].value;
    if (words[i].shown == STAT_OUT) {
      const struct stat *s = (const void *)at;
      return show_stat(name, s->st_mode, s->st_size, (unsigned)s->st_rdev);
    }
    if (words[i].shown == STATX_OUT) {
      const struct statx *s = (const void *)at;
      return show_stat(name, s->stx_mode, (long)s->stx_size, s->stx_rdev_major << 8 | s->stx_rdev_minor);
    }
    if (words[i].shown == TEXT_OUT) {
      printf("%s: ", name);
      for (long at_byte = 0; at_byte < value; at_byte++) putchar(at[at_byte] ? at[at_byte] : ' ');
      putchar('\n');
      return;
    }
    if (words[i].shown == NAMES_OUT) {
      printf("%s:", name);
      show_names(at, value);
      putchar('\n');
      return;
    }
    if (words[i].shown == FDS_OUT) {
      printf("%s: %d %d\n", name, ((const int *)at)[0], ((const int *)at)[1]);
      return;
    }
  }
  printf("%s: %ld\n", name, value);
}
