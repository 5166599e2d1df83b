// The plain requests of a notification descriptor. The kernel waits for the descriptor's lock interruptibly: with several
// emulators a doorbell that rings just then would leave a request that was received without an answer, for ever. So what
// was interrupted is made again.
#pragma once
#include "sbx_seccomp.h"
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <sys/ioctl.h>

namespace sbx {

inline int restarted(int listener, unsigned long request, void* argument) {
  int result;
  do {
    result = ioctl(listener, request, argument);
  } while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : 0;
}

// 0, or -ENOENT where nobody waits for an answer any more.
inline int requestValid(int listener, uint64_t id) { return restarted(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id); }

// 0 or -errno.
inline int respond(int listener, uint64_t id, int64_t value, int error, uint32_t flags = 0) {
  seccomp_notif_resp response;
  std::memset(&response, 0, sizeof response);
  response.id = id;
  response.val = value;
  response.error = -error;
  response.flags = flags;
  return restarted(listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}

} // namespace sbx
