// Requests that wait until a descriptor of the caller is ready: one thread per emulator polls for all of them, and a
// request whose descriptor is ready is received again, as if it had just been made. Nothing here knows what it is for.
#pragma once
#include "sbx_seccomp.h"
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <pthread.h>
#include <vector>

namespace sbx {

struct ParkedRequest {
  seccomp_notif notification;
  int descriptor;     // closed when the request leaves
  short events;       // as of poll
  int64_t deadline;   // monotonic milliseconds, 0 = none; afterwards the call fails with EAGAIN
  uint32_t progress;  // what the handler had done so far
  uint32_t attempts;  // times that it was ready and yet could not go on
  int64_t notBefore;  // monotonic milliseconds: a descriptor that is ready in vain is not polled at once
  uint64_t signals;   // that waited for the caller when it was looked at last
};

class ParkingLot {
public:
  explicit ParkingLot(int listener);
  ~ParkingLot();

  // Both by the emulator: park takes the descriptor over unless it fails with -errno; take returns one that may go on.
  int park(const ParkedRequest& request);
  bool take(ParkedRequest* request);

  // Around the emulator's wait for new requests; false where one that was parked is ready already.
  bool beginWait();
  void endWait();

private:
  static void* body(void* self);
  void run();
  int wait();
  void collect();
  int outcomeOf(ParkedRequest& request, int64_t now);
  void ring();
  void fail(const ParkedRequest& request, int error);

  int64_t nextWatch_ = 0;

  int listener_;
  int wakeEvent_;
  pthread_t emulator_{};
  pthread_t thread_{};
  bool running_ = false;
  bool stopping_ = false;
  std::atomic<size_t> count_{0}; // parked and ready ones; only the emulator lets it grow
  std::mutex mutex_;
  std::condition_variable taken_;
  bool waiting_ = false; // the emulator is in its wait: it may be signalled
  std::vector<ParkedRequest> parked_;
  std::deque<ParkedRequest> ready_;
};

int64_t monotonicMilliseconds();

} // namespace sbx
