#define _GNU_SOURCE
#include "call.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

long find(const struct entry *table, const char *name, int *found) {
  for (const struct entry *entry = table; entry->name; entry++)
    if (!strcmp(entry->name, name)) {
      *found = 1;
      return entry->value;
    }
  *found = 0;
  return -1;
}

static void make_call(const char *name, char **arguments, int count) {
  struct word words[MOST_WORDS] = {0};
  int known, first = 0;
  long number = find(calls, name, &known);
  if (!strcmp(name, "raw")) {
    known = count > 0;
    first = 1;
    number = known ? parse_word(arguments[0]).value : 0;
  }
  if (!known) {
    printf("%s: no such call\n", name);
    exit(64);
  }
  for (int i = first; i < count; i++) words[i - first] = parse_word(arguments[i]);
  errno = 0;
  long value = syscall(number, words[0].value, words[1].value, words[2].value, words[3].value, words[4].value, words[5].value);
  report(name, value, words, count - first);
}

/* Runs statements up to the end. */
void run(char **arguments) {
  while (*arguments) {
    char **rest = arguments;
    while (*rest && strcmp(*rest, ",")) rest++;
    int count = (int)(rest - arguments) - 1;
    char **following = *rest ? rest + 1 : rest;
    char *equals = strchr(arguments[0], '='), *name = equals ? equals + 1 : arguments[0];
    if (!act(name, arguments + 1, count, following) && !act_on_socket(name, arguments + 1, count)) make_call(name, arguments + 1, count);
    if (equals) {
      *equals = 0;
      remember(arguments[0], -1);
    }
    fflush(stdout);
    arguments = following;
  }
}

int main(int argc, char **argv) {
  (void)argc;
  run(argv + 1);
  return 0;
}
