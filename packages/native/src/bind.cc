// Binding a UNIX socket to the name that the program gave, where nothing but one directory can be the place of it.
#include "executor.h"
#include "notify.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sbx {
namespace {

// Origin: include/uapi/linux/landlock.h, Linux 5.13.
constexpr uint64_t kMakeSocket = 1u << 9;
constexpr int kPathBeneath = 1;
constexpr long kCreateRuleset = 444, kAddRule = 445, kRestrictSelf = 446;
struct [[gnu::packed]] PathBeneath {
  uint64_t allowed;
  int32_t parent;
};

struct BindCall {
  int socket, from, beneath;
  mode_t umask;
  socklen_t length;
  sockaddr_storage address;
  int result;
};

// From now on the calling thread can make sockets below one directory only.
int confineTo(int beneath) {
  uint64_t handled = kMakeSocket;
  int rules = static_cast<int>(syscall(kCreateRuleset, &handled, sizeof handled, 0));
  if (rules < 0) return -errno;
  PathBeneath rule{kMakeSocket, beneath};
  int error = 0;
  if (syscall(kAddRule, rules, kPathBeneath, &rule, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      syscall(kRestrictSelf, rules, 0) != 0)
    error = -errno;
  close(rules);
  return error;
}

void* performBind(void* argument) {
  auto& call = *static_cast<BindCall*>(argument);
  call.result = unshare(CLONE_FS) == 0 && fchdir(call.from) == 0 ? confineTo(call.beneath) : -errno;
  if (call.result != 0) return nullptr;
  umask(call.umask);
  if (bind(call.socket, reinterpret_cast<sockaddr*>(&call.address), call.length) != 0) call.result = -errno;
  return nullptr;
}

} // namespace

// bindBeneath(socket, addressOffset, length, from, beneath, umask)
// Binds by a path that the kernel looks up anew, starting at `from`. The look-up may be led astray, the socket cannot:
// a thread that is confined to `beneath` makes it. 0 or -errno; without Landlock -ENOSYS or -EOPNOTSUPP.
Napi::Value Notify::BindBeneath(const Napi::CallbackInfo& info) {
  BindCall call{};
  call.socket = i32(info, 0);
  call.length = u32(info, 2);
  call.from = i32(info, 3);
  call.beneath = i32(info, 4);
  call.umask = u32(info, 5);
  uint8_t* address = arena_.at(u32(info, 1), call.length);
  if (address == nullptr || call.length > sizeof call.address) return number(info, -EINVAL);
  std::memcpy(&call.address, address, call.length);
  pthread_t thread;
  int error = pthread_create(&thread, nullptr, performBind, &call);
  if (error != 0) return number(info, -error);
  pthread_join(thread, nullptr);
  return number(info, call.result);
}

} // namespace sbx
