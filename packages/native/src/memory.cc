#include "memory.h"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr size_t kPage = 4096;

// The way without CROSS_MEMORY_ATTACH. Opened per call: the descriptor pins the address space that was current then.
ssize_t transferByFile(pid_t pid, uint64_t address, void* data, size_t length, bool write) {
  char name[32];
  std::snprintf(name, sizeof name, "/proc/%d/mem", pid);
  int fd = open(name, (write ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
  if (fd < 0) return -errno;
  ssize_t n = write ? pwrite(fd, data, length, static_cast<off_t>(address))
                    : pread(fd, data, length, static_cast<off_t>(address));
  ssize_t result = n < 0 ? -(errno == EIO ? EFAULT : errno) : n;
  close(fd);
  return result;
}

ssize_t transfer(pid_t pid, uint64_t address, void* data, size_t length, bool write) {
  iovec local{data, length};
  iovec remote{reinterpret_cast<void*>(address), length};
  ssize_t n = write ? process_vm_writev(pid, &local, 1, &remote, 1, 0) : process_vm_readv(pid, &local, 1, &remote, 1, 0);
  if (n >= 0) return n;
  if (errno == ENOSYS) return transferByFile(pid, address, data, length, write);
  return -errno;
}

ssize_t whole(ssize_t count, size_t length) {
  if (count < 0) return count;
  return static_cast<size_t>(count) == length ? count : -EFAULT;
}

} // namespace

ssize_t readMemory(pid_t pid, uint64_t address, void* to, size_t length) {
  return length == 0 ? 0 : whole(transfer(pid, address, to, length, false), length);
}

ssize_t writeMemory(pid_t pid, uint64_t address, const void* from, size_t length) {
  return length == 0 ? 0 : whole(transfer(pid, address, const_cast<void*>(from), length, true), length);
}

ssize_t readString(pid_t pid, uint64_t address, uint8_t* to, size_t max) {
  size_t have = 0;
  while (have < max) {
    size_t toPageEnd = kPage - ((address + have) & (kPage - 1));
    size_t want = std::min(toPageEnd, max - have);
    // Most paths are short: a small first read is cheaper than a page, and stays inside the page.
    if (have == 0) want = std::min<size_t>(want, 256);
    ssize_t n = transfer(pid, address + have, to + have, want, false);
    if (n < 0) return n;
    if (n == 0) return -EFAULT;
    auto* end = static_cast<uint8_t*>(std::memchr(to + have, 0, static_cast<size_t>(n)));
    if (end != nullptr) return end - to;
    have += static_cast<size_t>(n);
  }
  return -ENAMETOOLONG;
}

} // namespace sbx
