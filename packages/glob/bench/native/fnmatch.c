/*
 * Times fnmatch(3). Reads a file of patterns and a file of paths (each text ends in a NUL byte), matches pairs, prints
 * "nanoseconds matches" for every round on a line of its own after each line read from the standard input.
 *
 *   fnmatch PATTERNS PATHS FLAGS all        every pattern with every path
 *   fnmatch PATTERNS PATHS FLAGS PAIRS COUNT the pairs of indices (two 32-bit words each) in the file PAIRS
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

static struct texts read_texts(const char *name)
{
	FILE *file = fopen(name, "rb");
	struct texts texts = {0};
	if (!file || fseek(file, 0, SEEK_END))
		exit(2);
	long size = ftell(file);
	rewind(file);
	char *bytes = malloc(size ? size : 1);
	if (!bytes || fread(bytes, 1, size, file) != (size_t)size)
		exit(2);
	fclose(file);
	for (long i = 0; i < size; i++)
		texts.count += bytes[i] == 0;
	texts.at = malloc((texts.count + 1) * sizeof *texts.at);
	char *next = bytes;
	for (uint32_t i = 0; i < texts.count; i++, next += strlen(next) + 1)
		texts.at[i] = next;
	return texts;
}

static uint32_t *read_pairs(const char *name, uint32_t count)
{
	FILE *file = fopen(name, "rb");
	uint32_t *pairs = malloc(count * 2 * sizeof *pairs);
	if (!file || !pairs || fread(pairs, 2 * sizeof *pairs, count, file) != count)
		exit(2);
	fclose(file);
	return pairs;
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	struct texts patterns = read_texts(argv[1]), paths = read_texts(argv[2]);
	int flags = atoi(argv[3]);
	uint32_t count = argc > 5 ? strtoul(argv[5], 0, 10) : 0;
	uint32_t *pairs = argc > 5 ? read_pairs(argv[4], count) : 0;
	char line[16];
	while (fgets(line, sizeof line, stdin)) {
		struct timespec from, to;
		uint32_t matches = 0;
		clock_gettime(CLOCK_MONOTONIC, &from);
		if (argc > 5) {
			for (uint32_t i = 0; i < count; i++)
				matches += fnmatch(patterns.at[pairs[2 * i]], paths.at[pairs[2 * i + 1]], flags) == 0;
		} else {
			for (uint32_t i = 0; i < patterns.count; i++)
				for (uint32_t j = 0; j < paths.count; j++)
					matches += fnmatch(patterns.at[i], paths.at[j], flags) == 0;
		}
		clock_gettime(CLOCK_MONOTONIC, &to);
		printf("%lld %u\n", (to.tv_sec - from.tv_sec) * 1000000000LL + to.tv_nsec - from.tv_nsec, matches);
		fflush(stdout);
	}
	return 0;
}
