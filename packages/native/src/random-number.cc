#include "random-number.h"
#include <algorithm>
#include <cstdio>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

namespace sbx {
namespace {

// A table of descriptors is as long as its highest number asks for: not more than a page or eight of it.
constexpr uint32_t kMost = 4096;
constexpr uint32_t kLeast = 64;
constexpr int kAttempts = 64;

// Processes share nothing but this; which of them two emulators serve is not known here.
std::mutex& givingAway() {
  static std::mutex mutex;
  return mutex;
}

bool isFree(pid_t task, uint32_t number) {
  char name[48];
  std::snprintf(name, sizeof name, "/proc/%d/fd/%u", task, number);
  char first;
  return readlink(name, &first, 1) < 0;
}

int choose(pid_t task) {
  rlimit limit;
  if (prlimit(task, RLIMIT_NOFILE, nullptr, &limit) != 0) return -1;
  auto end = static_cast<uint32_t>(std::min<rlim_t>(limit.rlim_cur, kMost));
  if (end < 2 * kLeast) return -1;
  for (int attempt = 0; attempt < kAttempts; attempt++) {
    uint32_t random;
    if (getrandom(&random, sizeof random, 0) != sizeof random) return -1;
    uint32_t number = kLeast + random % (end - kLeast);
    if (isFree(task, number)) return static_cast<int>(number);
  }
  return -1;
}

} // namespace

RandomNumber::RandomNumber(pid_t task) : lock_(givingAway()), number_(choose(task)) {}

} // namespace sbx
