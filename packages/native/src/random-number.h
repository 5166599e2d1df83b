// Descriptors with numbers that nobody can foretell.
#pragma once
#include <cstdint>
#include <mutex>
#include <sys/types.h>

namespace sbx {

// Of the flags of a descriptor that is handed over, beside O_CLOEXEC: any free number instead of the lowest. The same as
// RANDOM_NUMBER in core/src/kernel.ts.
constexpr uint32_t kRandomNumber = 1;

// A number that `task` has free and that none of our threads gives away meanwhile. The kernel's own way to hand a
// descriptor over under a number (SETFD) replaces what is there. It is chosen far above the lowest free one, so that only
// a thread of the program which opens, by dup2 or F_DUPFD, just this number in the microseconds in between can lose by it.
class RandomNumber {
public:
  explicit RandomNumber(pid_t task);
  // -1 where the table has hardly room: the lowest one has to do.
  int get() const { return number_; }

private:
  std::unique_lock<std::mutex> lock_;
  int number_;
};

} // namespace sbx
