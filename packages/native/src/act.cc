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
#include <utility>

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
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

private:
  int fd_;
};

int openOnce(int directory, const char* path, uint64_t flags, uint64_t mode, uint64_t resolve) {
  open_how how;
  std::memset(&how, 0, sizeof how);
  how.flags = flags;
  how.mode = mode;
  how.resolve = resolve;
  long fd = syscall(SYS_openat2, directory, path, &how, sizeof how);
  return fd < 0 ? -errno : static_cast<int>(fd);
}

int openExactly(int directory, const char* path, uint64_t flags, uint64_t mode) {
  return openOnce(directory, path, flags, mode, kExact);
}

// Opens once more what a descriptor is open on, whatever bears its name by now.
int openAgain(int fd, uint64_t flags) {
  char name[32];
  std::snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
  return openOnce(AT_FDCWD, name, flags & ~static_cast<uint64_t>(O_NOFOLLOW), 0, 0);
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

// Whether a descriptor is open on what was looked at: 0, -ESTALE or -errno.
int compare(int fd, const struct stat& before) {
  struct stat after;
  if (fstat(fd, &after) != 0) return -errno;
  bool same = after.st_dev == before.st_dev && after.st_ino == before.st_ino && typeOf(after) == typeOf(before);
  return same ? 0 : -ESTALE;
}

// What an open that never waits says of an object that does not bear such an open any more.
int changed(int error, const struct stat& before) {
  return error == -ENXIO && (S_ISREG(before.st_mode) || S_ISDIR(before.st_mode)) ? -ESTALE : error;
}

// Opens what was looked at and nothing else, never waiting: a FIFO that took the place of a file would have this thread
// wait for a partner, a lease for its holder. The caller's own flags are put back before the descriptor is handed over.
// With `judged` the file is emptied only when it is known to be the one.
int openKnown(int directory, const char* path, uint64_t flags, uint32_t mode, const struct stat& before, bool judged) {
  uint64_t wanted = flags | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;
  uint64_t later = judged ? O_TRUNC : 0;
  Descriptor fd(openExactly(directory, path, wanted & ~later, mode));
  if (fd.get() < 0) return changed(fd.get(), before);
  if (int error = compare(fd.get(), before); error != 0) return error;
  if (S_ISREG(before.st_mode) && (flags & later) != 0) fd = Descriptor(openAgain(fd.get(), wanted));
  if (fd.get() >= 0 && (flags & O_NONBLOCK) == 0 && fcntl(fd.get(), F_SETFL, static_cast<int>(flags)) != 0) return -errno;
  return fd.release();
}

} // namespace

// openAndAnswer(directory, pathOffset, flags, mode, types, descriptorFlags, judged)
// Opens without meeting a symbolic link and answers with the descriptor. `types` is a set of S_IFMT >> 12 numbers that may
// be opened at once; 0 means that the name must be made by this call. `judged` is the offset of the struct stat of what
// may be opened, or 0 where the name alone decides. Returns 0 when the caller has been answered; a positive type number for
// an object of another type; -ESTALE where the name changed meanwhile; -EAGAIN where the open would wait; else -errno.
Napi::Value Notify::OpenAndAnswer(const Napi::CallbackInfo& info) {
  int directory = i32(info, 0);
  auto* path = reinterpret_cast<const char*>(arena_.at(u32(info, 1), 1));
  uint32_t flags = u32(info, 2), mode = u32(info, 3), types = u32(info, 4), descriptorFlags = u32(info, 5);
  auto* judged = u32(info, 6) == 0 ? nullptr : arena_.at(u32(info, 6), sizeof(struct stat));
  if (path == nullptr || (judged == nullptr && u32(info, 6) != 0)) return number(info, -EFAULT);
  struct stat before;
  if (types != 0) {
    if (judged != nullptr) std::memcpy(&before, judged, sizeof before);
    else if (fstatat(directory, path, &before, AT_SYMLINK_NOFOLLOW) != 0) return number(info, -errno);
    int type = typeOf(before);
    if ((types >> type & 1) == 0) return number(info, S_ISLNK(before.st_mode) ? -ELOOP : type);
  }
  // The kernel takes the descriptor number before it touches the object: a full table must leave no file behind.
  if ((types == 0 || (flags & O_TRUNC) != 0) && tableFull(arena_.pid())) return number(info, -EMFILE);
  Descriptor fd(types == 0 ? openExactly(directory, path, flags | O_CLOEXEC | O_NOCTTY, mode)
                           : openKnown(directory, path, flags, mode, before, judged != nullptr));
  if (fd.get() == -EINTR) return number(info, serveAgain());
  if (fd.get() < 0) return number(info, fd.get());
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
  if (fd.get() == -EINTR) return number(info, serveAgain());
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
