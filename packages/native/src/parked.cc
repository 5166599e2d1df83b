#include "parked.h"
#include "executor.h"
#include "listener.h"
#include "pending.h"
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr int64_t kWatchMilliseconds = 50; // how soon the death of a caller or a signal to it is noticed
constexpr uint32_t kMostPatience = 4;      // a descriptor that is ready in vain is left alone for up to 2^4 ms

constexpr int kReady = -1, kGone = -2;

bool stillWaits(int listener, uint64_t id) { return requestValid(listener, id) == 0; }

} // namespace

int64_t monotonicMilliseconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
}

ParkingLot::ParkingLot(int listener) : listener_(listener), wakeEvent_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

ParkingLot::~ParkingLot() {
  if (running_) {
    {
      std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    eventfd_write(wakeEvent_, 1);
    taken_.notify_all();
    pthread_join(thread_, nullptr);
  }
  for (const ParkedRequest& request : parked_) close(request.descriptor);
  close(wakeEvent_);
}

int ParkingLot::park(const ParkedRequest& request) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (!running_) {
    emulator_ = pthread_self();
    int error = pthread_create(&thread_, nullptr, body, this);
    if (error != 0) return -error;
    running_ = true;
  }
  parked_.push_back(request);
  ParkedRequest& kept = parked_.back();
  int64_t patience = kept.attempts == 0 ? 0 : int64_t{1} << std::min(kept.attempts - 1, kMostPatience);
  kept.notBefore = monotonicMilliseconds() + patience;
  count_.fetch_add(1, std::memory_order_relaxed);
  eventfd_write(wakeEvent_, 1);
  return 0;
}

bool ParkingLot::take(ParkedRequest* request) {
  if (count_.load(std::memory_order_relaxed) == 0) return false;
  std::lock_guard<std::mutex> lock(mutex_);
  if (ready_.empty()) return false;
  *request = ready_.front();
  ready_.pop_front();
  count_.fetch_sub(1, std::memory_order_relaxed);
  if (ready_.empty()) taken_.notify_all();
  return true;
}

bool ParkingLot::beginWait() {
  if (count_.load(std::memory_order_relaxed) == 0) return true;
  std::lock_guard<std::mutex> lock(mutex_);
  waiting_ = ready_.empty();
  return waiting_;
}

void ParkingLot::endWait() {
  if (!waiting_) return;
  std::lock_guard<std::mutex> lock(mutex_);
  waiting_ = false;
}

void* ParkingLot::body(void* self) {
  static_cast<ParkingLot*>(self)->run();
  return nullptr;
}

void ParkingLot::run() {
  for (;;) {
    wait();
    {
      std::lock_guard<std::mutex> lock(mutex_);
      if (stopping_) return;
    }
    collect();
    ring();
  }
}

// Waits until something may be ready.
int ParkingLot::wait() {
  std::vector<pollfd> polled{{wakeEvent_, POLLIN, 0}};
  int64_t now = monotonicMilliseconds();
  int64_t timeout = -1;
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!parked_.empty()) timeout = kWatchMilliseconds;
    for (const ParkedRequest& request : parked_) {
      if (request.deadline != 0) timeout = std::min(timeout, std::max<int64_t>(request.deadline - now, 0));
      if (request.notBefore > now) timeout = std::min(timeout, request.notBefore - now);
      else polled.push_back({request.descriptor, request.events, 0});
    }
  }
  int ready = poll(polled.data(), polled.size(), static_cast<int>(timeout));
  eventfd_t ignored;
  eventfd_read(wakeEvent_, &ignored);
  return ready;
}

// What is to become of a request: 0 it stays, -1 it is ready, -2 its caller is gone, else the errno of its answer.
int ParkingLot::outcomeOf(ParkedRequest& request, int64_t now) {
  pollfd one{request.descriptor, request.events, 0};
  if (request.notBefore <= now && poll(&one, 1, 0) > 0) return kReady; // it is ours, so it may be asked again
  if (request.deadline != 0 && request.deadline <= now) return EAGAIN;
  if (now < nextWatch_) return 0;
  if (!stillWaits(listener_, request.notification.id)) return kGone;
  int interruption = interruptionOf(static_cast<pid_t>(request.notification.pid), &request.signals);
  return interruption != 0 && request.deadline != 0 ? EINTR : interruption; // as sock_intr_errno has it
}

void ParkingLot::collect() {
  std::lock_guard<std::mutex> lock(mutex_);
  int64_t now = monotonicMilliseconds();
  for (size_t i = 0; i < parked_.size();) {
    int outcome = outcomeOf(parked_[i], now);
    if (outcome == 0) {
      i++;
      continue;
    }
    ParkedRequest request = parked_[i];
    close(request.descriptor);
    parked_.erase(parked_.begin() + static_cast<ptrdiff_t>(i));
    if (outcome == kReady) ready_.push_back(request);
    else count_.fetch_sub(1, std::memory_order_relaxed);
    if (outcome > 0) fail(request, request.progress == 0 ? outcome : 0);
  }
  if (now >= nextWatch_) nextWatch_ = now + kWatchMilliseconds;
}

// The emulator may be about to wait, so it is signalled until it has taken everything.
void ParkingLot::ring() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!ready_.empty() && !stopping_) {
    if (waiting_) pthread_kill(emulator_, interruptSignal());
    taken_.wait_for(lock, std::chrono::milliseconds(1));
  }
}

void ParkingLot::fail(const ParkedRequest& request, int error) {
  respond(listener_, request.notification.id, error == 0 ? request.progress : 0, error);
}

} // namespace sbx
