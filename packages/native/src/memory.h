// Bounded reads and writes of a caller's memory. Every function returns a count or -errno.
#pragma once
#include <cstddef>
#include <cstdint>
#include <sys/types.h>

namespace sbx {

// Copies `length` bytes; a range that is only partly readable is EFAULT.
ssize_t readMemory(pid_t pid, uint64_t address, void* to, size_t length);
ssize_t writeMemory(pid_t pid, uint64_t address, const void* from, size_t length);

// Copies a string up to and with its NUL, never past the page in which the NUL lies. Returns the length without the
// NUL; -EFAULT where a page is missing, -ENAMETOOLONG where no NUL is among `max` bytes.
ssize_t readString(pid_t pid, uint64_t address, uint8_t* to, size_t max);

} // namespace sbx
