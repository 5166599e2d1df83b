/* call: makes system calls from a command line, so that a case of the end-to-end suite is one line of shell.
 *
 *   call [LABEL=]NAME ARGUMENT… [, NAME ARGUMENT…]…
 *
 * Each call prints `NAME: VALUE` or `NAME: ERRNO`. The arguments are described in words.c, what is no system call (fork,
 * thread, ls, cat …) in acts.c. */
#pragma once
#include <stdint.h>

enum { MOST_WORDS = 12 };

/* One argument, and what is to be printed of it after the call. */
struct word {
  long value;
  enum { PLAIN, TEXT_OUT, STAT_OUT, STATX_OUT, NAMES_OUT, FDS_OUT, UMASK_OUT } shown;
};

struct entry {
  const char *name;
  long value;
};

extern const struct entry calls[], constants[];

/* The value of `name`, or -1. */
long find(const struct entry *table, const char *name, int *found);
struct word parse_word(const char *text);
void remember(const char *label, long value);
/* Prints the outcome of a call, and what its words show of it. */
void report(const char *name, long value, const struct word *words, int count);
const char *errno_text(int number);
void show_stat(const char *name, unsigned mode, long size, unsigned device);

/* Runs what is no system call; 0 if there is no such act. `rest` are the statements that follow. */
int act(const char *name, char **arguments, int count, char **rest);
/* The same for what is done with messages; addresses are words too. */
int act_on_socket(const char *name, char **arguments, int count);
void *parse_address(const char *text, unsigned *size);
void run(char **arguments);
