// Perform and answer in one crossing: the two calls that programs make most. No decision is taken here; what cannot be
// done exactly as asked is handed back, unanswered.
#include "memory.h"
#include "notify.h"
#include "sbx_seccomp.h"
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/stat.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr uint64_t kExact = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;

// A descriptor that closes itself.
class Descriptor {
public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

private:
  int fd_;
};

int openExactly(int directory, const char* path, uint64_t flags, uint64_t mode) {
  open_how how;
  std::memset(&how, 0, sizeof how);
  how.flags = flags;
  how.mode = mode;
  how.resolve = kExact;
  long fd;
  do {
    fd = syscall(SYS_openat2, directory, path, &how, sizeof how);
  } while (fd < 0 && (errno == EINTR || errno == EAGAIN));
  return fd < 0 ? -errno : static_cast<int>(fd);
}

// Whether the caller has no descriptor number left (Linux 6.2 counts them in the size of the directory).
bool tableFull(pid_t pid) {
  rlimit limit;
  struct stat status;
  char name[32];
  std::snprintf(name, sizeof name, "/proc/%d/fd", pid);
  return prlimit(pid, RLIMIT_NOFILE, nullptr, &limit) == 0 && stat(name, &status) == 0 &&
         static_cast<rlim_t>(status.st_size) >= limit.rlim_cur;
}

// Undoes a creation whose descriptor could not be handed over.
void removeAgain(int directory, const char* path, int fd) {
  struct stat made, there;
  if (fstat(fd, &made) == 0 && fstatat(directory, path, &there, AT_SYMLINK_NOFOLLOW) == 0 && made.st_ino == there.st_ino &&
      made.st_dev == there.st_dev)
    unlinkat(directory, path, 0);
}

int typeOf(const struct stat& status) { return static_cast<int>((status.st_mode >> 12) & 15); }

} // namespace

// openAndAnswer(directory, pathOffset, flags, mode, types, descriptorFlags)
// Opens without meeting a symbolic link and answers with the descriptor. `types` is a set of S_IFMT >> 12 numbers that may
// be opened at once; 0 means that the name must be made by this call. Returns 0 when the caller has been answered; a
// positive type number for an object of another type; -ESTALE where the name changed meanwhile; else -errno.
Napi::Value Notify::OpenAndAnswer(const Napi::CallbackInfo& info) {
  int directory = i32(info, 0);
  auto* path = reinterpret_cast<const char*>(arena_.at(u32(info, 1), 1));
  uint32_t flags = u32(info, 2), mode = u32(info, 3), types = u32(info, 4), descriptorFlags = u32(info, 5);
  if (path == nullptr) return number(info, -EFAULT);
  struct stat before;
  if (types != 0) {
    if (fstatat(directory, path, &before, AT_SYMLINK_NOFOLLOW) != 0) return number(info, -errno);
    int type = typeOf(before);
    if ((types >> type & 1) == 0) return number(info, S_ISLNK(before.st_mode) ? -ELOOP : type);
  }
  // The kernel takes the descriptor number before it touches the object: a full table must leave no file behind.
  if ((types == 0 || (flags & O_TRUNC) != 0) && tableFull(arena_.pid())) return number(info, -EMFILE);
  Descriptor fd(openExactly(directory, path, flags | O_CLOEXEC | O_NOCTTY, mode));
  int error = fd.get() < 0 ? fd.get() : 0;
  if (error == 0 && types != 0) {
    struct stat after;
    if (fstat(fd.get(), &after) != 0) error = -errno;
    else if (after.st_dev != before.st_dev || after.st_ino != before.st_ino || typeOf(after) != typeOf(before)) error = -ESTALE;
  }
  if (error != 0) return number(info, error);
  int result = inject(fd.get(), SECCOMP_ADDFD_FLAG_SEND, descriptorFlags, 0);
  if (result < 0 && types == 0 && (flags & O_CREAT) != 0) removeAgain(directory, path, fd.get());
  return number(info, result < 0 && result != -ENOENT ? result : 0);
}

// statAndAnswer(directory, pathOffset, openFlags, statxFlags, statxMask, argument)
// Looks without meeting a symbolic link (but as the last name under O_NOFOLLOW), writes struct stat, or struct statx
// where statxMask is not -1, at the caller's args[argument], and answers. Returns 0 when answered, else -errno.
Napi::Value Notify::StatAndAnswer(const Napi::CallbackInfo& info) {
  auto* path = reinterpret_cast<const char*>(arena_.at(u32(info, 1), 1));
  if (path == nullptr) return number(info, -EFAULT);
  Descriptor fd(openExactly(i32(info, 0), path, O_PATH | O_CLOEXEC | u32(info, 2), 0));
  if (fd.get() < 0) return number(info, fd.get());
  uint64_t address = arena_.argument(i32(info, 5));
  int error;
  if (info[4].As<Napi::Number>().DoubleValue() < 0) {
    struct stat status;
    if (fstat(fd.get(), &status) != 0) return number(info, -errno);
    error = static_cast<int>(writeMemory(arena_.pid(), address, &status, sizeof status));
  } else {
    struct statx status;
    if (syscall(SYS_statx, fd.get(), "", AT_EMPTY_PATH | u32(info, 3), u32(info, 4), &status) != 0) return number(info, -errno);
    error = static_cast<int>(writeMemory(arena_.pid(), address, &status, sizeof status));
  }
  if (error < 0) return number(info, error);
  int result = send(0, 0, 0);
  return number(info, result == -ENOENT ? 0 : result);
}

} // namespace sbx
