// Signals that wait for a caller which is parked: it cannot see them before it is answered.
#pragma once
#include <cstdint>
#include <sys/types.h>

namespace sbx {

// The kernel's own number for "restart, or EINTR if a handler says so"; the program sees it only if no signal is pending.
constexpr int kRestart = 512;

// What a waiting call of a thread is to be answered for the sake of its signals: 0 nothing, kRestart, or EINTR where
// another thread might take the signal first. `seen` keeps what was pending the last time.
int interruptionOf(pid_t thread, uint64_t* seen);

} // namespace sbx
