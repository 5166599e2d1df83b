/* How a word of the command line becomes an argument:
 *
 *   12 -1 0x10 0644      a number                       O_RDWR+O_CREAT      constants
 *   NULL BAD             no address, one that is not mapped (RO: one that cannot be written)
 *   @name                the value of a call that was labelled so
 *   %N                   N bytes of room that end where memory ends; %text:N is shown as text, %stat, %statx, %names:N, %fds
 *   edge:TEXT            a string that lies across the end of a page; last:TEXT ends with the page, cut:TEXT has no end
 *   long:N               N times `x`; pad:N:TEXT is TEXT behind so many `./` or `/` that N bytes come out
 *   argv:A,B             a list of strings; how:FLAGS,MODE,RESOLVE a struct open_how; times:A,B two struct timespec
 *   un:PATH abstract:NAME in:ADDRESS:PORT   a socket address; LEN is the size of the newest one
 *   deep:N               N times `n/`, N directories deep
 *   anything else        itself (=TEXT: TEXT)                                                                          */
#define _GNU_SOURCE
#include "call.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { PAGE = 4096 };

static struct { char name[16]; long value; } labels[16];
static int label_count;
static long newest;
static unsigned address_size;

/* With a value of −1: what the newest call returned. */
void remember(const char *label, long value) {
  if (!label) {
    newest = value;
    return;
  }
  snprintf(labels[label_count].name, sizeof labels[0].name, "%s", label);
  labels[label_count++].value = newest;
}

static long recall(const char *label) {
  for (int i = label_count - 1; i >= 0; i--)
    if (!strcmp(labels[i].name, label)) return labels[i].value;
  printf("%s: no such label\n", label);
  exit(64);
}

/* `size` bytes that end exactly where unmapped memory begins. */
static char *room(size_t size) {
  size_t pages = (size + PAGE - 1) / PAGE + 1;
  char *at = mmap(NULL, (pages + 1) * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) abort();
  munmap(at + pages * PAGE, PAGE);
  return at + pages * PAGE - size;
}

static long at_end(const char *text, size_t size) { return (long)memcpy(room(size), text, size); }

static long across(const char *text) {
  size_t size = strlen(text) + 1;
  char *at = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return (long)memcpy(at + PAGE - size / 2, text, size);
}

static long repeated(const char *unit, size_t count, const char *text) {
  size_t length = strlen(unit);
  char *at = malloc(length * count + strlen(text) + 1), *end = at;
  for (size_t i = 0; i < count; i++, end += length) memcpy(end, unit, length);
  strcpy(end, text);
  return (long)at;
}

static long padded(const char *rest) {
  char *text;
  size_t size = strtoul(rest, &text, 0);
  size_t missing = size - strlen(++text);
  return *text == '/' ? repeated("/", missing, text) : repeated("./", missing / 2, text);
}

static long list(const char *rest) {
  char **items = calloc(16, sizeof *items), *copy = strdup(rest), *save = NULL;
  int count = 0;
  for (char *item = strtok_r(copy, ",", &save); item; item = strtok_r(NULL, ",", &save)) items[count++] = item;
  return (long)items;
}

static long constant(const char *text, int *known) {
  char *copy = strdup(text), *save = NULL;
  long value = 0;
  *known = 1;
  for (char *name = strtok_r(copy, "+", &save); name && *known; name = strtok_r(NULL, "+", &save)) {
    char *end;
    long number = strtol(name, &end, 0);
    value |= *end ? find(constants, name, known) : number;
  }
  free(copy);
  return value;
}

/* 64-bit numbers one behind the other. */
static long numbers(const char *rest) {
  uint64_t values[16] = {0};
  char *copy = strdup(rest), *save = NULL;
  int count = 0, known;
  for (char *item = strtok_r(copy, ",", &save); item; item = strtok_r(NULL, ",", &save)) values[count++] = (uint64_t)constant(item, &known);
  return at_end((char *)values, (size_t)count * 8);
}

static long text_address(const char *text) {
  void *address = parse_address(text, &address_size);
  if (address) return (long)address;
  if (!strncmp(text, "edge:", 5)) return across(text + 5);
  if (!strncmp(text, "last:", 5)) return at_end(text + 5, strlen(text + 5) + 1);
  if (!strncmp(text, "cut:", 4)) return at_end(text + 4, strlen(text + 4));
  if (!strncmp(text, "long:", 5)) return repeated("x", strtoul(text + 5, NULL, 0), "");
  if (!strncmp(text, "deep:", 5)) return repeated("n/", strtoul(text + 5, NULL, 0), ".");
  if (!strncmp(text, "pad:", 4)) return padded(text + 4);
  if (!strncmp(text, "argv:", 5)) return list(text + 5);
  if (!strncmp(text, "how:", 4)) return numbers(text + 4);
  if (!strncmp(text, "times:", 6)) return numbers(text + 6);
  return (long)(*text == '=' ? text + 1 : text);
}

static struct word buffer(const char *text) {
  struct word word = {0};
  const char *colon = strchr(text, ':');
  size_t size = strtoul(colon ? colon + 1 : text, NULL, 0);
  if (!strcmp(text, "stat")) { size = 144; word.shown = STAT_OUT; }
  else if (!strcmp(text, "statx")) { size = 256; word.shown = STATX_OUT; }
  else if (!strcmp(text, "fds")) { size = 8; word.shown = FDS_OUT; }
  else if (!strncmp(text, "text", 4)) word.shown = TEXT_OUT;
  else if (!strncmp(text, "names", 5)) word.shown = NAMES_OUT;
  word.value = (long)room(size);
  return word;
}

struct word parse_word(const char *text) {
  struct word word = {0};
  char *end;
  int known;
  if (*text == '%') return buffer(text + 1);
  if (*text == '@') word.value = recall(text + 1);
  else if (!strcmp(text, "NULL")) word.value = 0;
  else if (!strcmp(text, "LEN")) word.value = address_size;
  else if (!strcmp(text, "BAD")) word.value = 16;
  else if (!strcmp(text, "RO")) word.value = (long)mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  else {
    word.value = (long)strtoull(text, &end, 0);
    if (*end || end == text) {
      word.value = constant(text, &known);
      if (!known) word.value = text_address(text);
    }
  }
  return word;
}
