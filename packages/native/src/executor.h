// Calls that may block, each on a thread of its own that answers by itself: an emulator never waits for them.
#pragma once
#include <cstdint>
#include <pthread.h>
#include <sys/types.h>

namespace sbx {

struct LaterCall {
  enum class Kind { open, connect } kind;
  int listener;
  uint64_t id;
  pid_t caller;
  int descriptor; // open: pinned directory; connect: the caller's socket. Closed by the thread.
  int pinned;     // connect: the object that the address names by its descriptor, or -1. Closed by the thread.
  uint64_t flags, mode, resolve;
  uint32_t descriptorFlags;
  mode_t umask;
  uint32_t length;
  uint8_t data[4200]; // path with its NUL, or the address
};

// Takes the call over; 0, or -errno where no thread could be started (nothing is answered then).
int startLater(const LaterCall& call);

// The signal that interrupts a wait of ours; its handler does nothing and system calls are not restarted.
int interruptSignal();

} // namespace sbx
