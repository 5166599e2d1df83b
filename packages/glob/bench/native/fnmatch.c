/*
 * Times fnmatch(3) of the C library.
 *
 *   fnmatch PATTERNS PATHS FLAGS        every pattern with every path
 *   fnmatch PATTERNS PATHS FLAGS PAIRS  the pairs of indices (two 32-bit words each) in the file PAIRS
 *
 * Each text in PATTERNS and PATHS ends in a NUL byte. For every line of the standard input a pass is made; `t` answers
 * "nanoseconds matches" (processor time), anything else "hash matches" (the hash of all answers in order).
 */
#include <fnmatch.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct texts {
	char **at;
	uint32_t count;
};

static char *read_file(const char *name, long *size)
{
	FILE *file = fopen(name, "rb");
	if (!file || fseek(file, 0, SEEK_END))
		exit(2);
	*size = ftell(file);
	rewind(file);
	char *bytes = malloc(*size + 1);
	if (!bytes || fread(bytes, 1, *size, file) != (size_t)*size)
		exit(2);
	fclose(file);
	return bytes;
}

static struct texts read_texts(const char *name)
{
	struct texts texts = {0};
	long size;
	char *next = read_file(name, &size);
	for (long i = 0; i < size; i++)
		texts.count += next[i] == 0;
	texts.at = malloc((texts.count + 1) * sizeof *texts.at);
	for (uint32_t i = 0; i < texts.count; i++, next += strlen(next) + 1)
		texts.at[i] = next;
	return texts;
}

static struct texts patterns, paths;
static int flags;

#define PASS(each)                                                                          \
	do {                                                                                \
		if (pairs) {                                                                \
			for (uint32_t i = 0; i < count; i++) {                              \
				int hit = !fnmatch(patterns.at[pairs[2 * i]],               \
						   paths.at[pairs[2 * i + 1]], flags);      \
				each;                                                       \
			}                                                                   \
		} else {                                                                    \
			for (uint32_t i = 0; i < patterns.count; i++)                       \
				for (uint32_t j = 0; j < paths.count; j++) {                \
					int hit = !fnmatch(patterns.at[i], paths.at[j], flags); \
					each;                                               \
				}                                                           \
		}                                                                           \
	} while (0)

int main(int argc, char **argv)
{
	if (argc < 4)
		return 2;
	patterns = read_texts(argv[1]);
	paths = read_texts(argv[2]);
	flags = atoi(argv[3]);
	long size = 0;
	uint32_t *pairs = argc > 4 ? (uint32_t *)read_file(argv[4], &size) : 0;
	uint32_t count = size / 8;
	char line[16];
	while (fgets(line, sizeof line, stdin)) {
		uint32_t matches = 0, hash = 0;
		if (line[0] == 't') {
			struct timespec from, to;
			PASS(matches += hit);
			matches = 0;
			clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
			PASS(matches += hit);
			clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
			printf("%lld %u\n", (to.tv_sec - from.tv_sec) * 1000000000LL + to.tv_nsec - from.tv_nsec, matches);
		} else {
			PASS((matches += hit, hash = hash * 31 + hit));
			printf("%u %u\n", hash, matches);
		}
		fflush(stdout);
	}
	return 0;
}
