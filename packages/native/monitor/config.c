#define _GNU_SOURCE
#include "monitor.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static char *next_string(char **at, char *end) {
  char *start = *at, *nul = memchr(start, 0, (size_t)(end - start));
  if (!nul) return NULL;
  *at = nul + 1;
  return start;
}

static char **string_list(char **at, char *end, uint32_t count) {
  char **list = calloc(count + 1, sizeof *list);
  for (uint32_t i = 0; list && i < count; i++)
    if (!(list[i] = next_string(at, end))) return NULL;
  return list;
}

int config_read(int fd, struct config *config) {
  struct stat st;
  if (fstat(fd, &st) || st.st_size < (off_t)sizeof(struct config_header)) return -1;
  char *blob = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (blob == MAP_FAILED) return -1;
  const struct config_header *header = (const void *)blob;
  if (header->magic != CONFIG_MAGIC || header->strings > (uint64_t)st.st_size) return -1;
  char *at = blob + header->strings, *end = blob + st.st_size;
  config->header = header;
  config->filter = blob + sizeof *header;
  config->cwd = next_string(&at, end);
  config->argv = string_list(&at, end, header->argc);
  config->envp = string_list(&at, end, header->envc);
  return config->cwd && config->argv && config->envp && header->argc > 0 ? 0 : -1;
}
