// The injection of a descriptor as one step. The kernel marks the call as answered before it waits for the caller to take
// the descriptor; a signal that ends that wait takes the descriptor back, and the caller is told 0 without having got
// anything (kernel/seccomp.c, seccomp_notify_addfd). So no signal may end it.
#pragma once
#include "sbx_seccomp.h"
#include <cerrno>
#include <csignal>
#include <pthread.h>
#include <sys/ioctl.h>

namespace sbx {

// The number in the caller, or -errno.
inline int addDescriptor(int listener, seccomp_notif_addfd* request) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  int result = ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, request);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return result < 0 ? -error : result;
}

} // namespace sbx
