#include "pending.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr uint64_t bitOf(int signalNumber) { return uint64_t{1} << (signalNumber - 1); }

uint64_t field(const char* status, const char* name, int base) {
  const char* at = std::strstr(status, name);
  return at == nullptr ? 0 : std::strtoull(at + std::strlen(name), nullptr, base);
}

} // namespace

int interruptionOf(pid_t thread, uint64_t* seen) {
  char name[32], status[4096];
  std::snprintf(name, sizeof name, "/proc/%d/status", thread);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return 0;
  ssize_t length = read(fd, status, sizeof status - 1);
  close(fd);
  if (length <= 0) return 0;
  status[length] = 0;
  uint64_t deaf = field(status, "\nSigBlk:\t", 16) | field(status, "\nSigIgn:\t", 16) | bitOf(SIGKILL);
  uint64_t own = field(status, "\nSigPnd:\t", 16) & ~deaf;
  uint64_t shared = field(status, "\nShdPnd:\t", 16) & ~deaf;
  uint64_t before = *seen;
  *seen = shared;
  if (own != 0) return kRestart;
  if (shared == 0) return 0;
  if (field(status, "\nThreads:\t", 10) == 1) return kRestart;
  // Any thread may take it. One that was here before is not being taken by the others, who must be waiting as well.
  return (shared & before) != 0 ? EINTR : 0;
}

} // namespace sbx
