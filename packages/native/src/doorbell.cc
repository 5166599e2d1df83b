#include "doorbell.h"
#include "executor.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr int32_t kHangUp = -1;
constexpr int32_t kTimeout = -2;
constexpr int32_t kWoken = -3;

int64_t milliseconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<int64_t>(time.tv_sec) * 1000 + time.tv_nsec / 1000000;
}

void ignoreSignal(int) {}

} // namespace

// new Doorbell(control, timeoutMilliseconds | 0, wake): rings the thread that makes it
Doorbell::Doorbell(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<Doorbell>(info), control_(i32(info, 0)),
      wake_(i32(info, 2)),
      timeoutMilliseconds_(info[1].As<Napi::Number>().Int64Value()), stopEvent_(eventfd(0, EFD_CLOEXEC)),
      emulator_(pthread_self()) {
  struct sigaction action {};
  action.sa_handler = ignoreSignal; // no SA_RESTART: that is the point
  sigaction(interruptSignal(), &action, nullptr);
  running_ = pthread_create(&thread_, nullptr, body, this) == 0;
}

Doorbell::~Doorbell() { stop(); }

Napi::Function Doorbell::Init(Napi::Env env) {
  return DefineClass(env, "Doorbell",
                     {InstanceMethod<&Doorbell::Take>("take"), InstanceMethod<&Doorbell::Pause>("pause"),
                      InstanceMethod<&Doorbell::Stop>("stop")});
}

void* Doorbell::body(void* self) {
  static_cast<Doorbell*>(self)->run();
  return nullptr;
}

void Doorbell::ring(const Message& message) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    messages_.push_back(message);
    pending_.store(true, std::memory_order_release);
  }
  rung_.notify_one();
  const timespec slice{0, 1000000};
  pollfd stopped{stopEvent_, POLLIN, 0};
  while (pending_.load(std::memory_order_acquire)) {
    pthread_kill(emulator_, interruptSignal());
    if (ppoll(&stopped, 1, &slice, nullptr) > 0) return;
  }
}

void Doorbell::run() {
  int64_t deadline = timeoutMilliseconds_ > 0 ? milliseconds() + timeoutMilliseconds_ : 0;
  for (;;) {
    pollfd wait[3] = {{control_, POLLIN, 0}, {stopEvent_, POLLIN, 0}, {wake_, POLLIN, 0}};
    int64_t left = deadline == 0 ? -1 : std::max<int64_t>(deadline - milliseconds(), 0);
    int ready = poll(wait, 3, static_cast<int>(std::min<int64_t>(left, INT32_MAX)));
    if (wait[1].revents != 0) return;
    if (ready < 0 && errno != EINTR) return;
    if (ready == 0 && deadline != 0 && milliseconds() >= deadline) {
      deadline = 0;
      ring({kTimeout, 0, 0, 0});
      continue;
    }
    if (ready <= 0) continue;
    if (wait[2].revents != 0) {
      uint64_t count;
      [[maybe_unused]] ssize_t n = read(wake_, &count, sizeof count);
      ring({kWoken, 0, 0, 0});
      continue;
    }
    Message message{};
    ssize_t n = recv(control_, &message, sizeof message, 0);
    if (n == static_cast<ssize_t>(sizeof message)) ring(message);
    else if (n >= 0 || errno != EINTR) return ring({kHangUp, 0, 0, 0});
  }
}

// take(out: Int32Array): whether a message was waiting; its type and three numbers are in `out`
Napi::Value Doorbell::Take(const Napi::CallbackInfo& info) {
  std::lock_guard<std::mutex> lock(mutex_);
  if (messages_.empty()) {
    pending_.store(false, std::memory_order_release);
    return Napi::Boolean::New(info.Env(), false);
  }
  Message message = messages_.front();
  messages_.pop_front();
  if (messages_.empty()) pending_.store(false, std::memory_order_release);
  int32_t* out = info[0].As<Napi::Int32Array>().Data();
  out[0] = message.type;
  out[1] = message.a;
  out[2] = message.b;
  out[3] = message.c;
  return Napi::Boolean::New(info.Env(), true);
}

// pause(): waits for a message, a millisecond at most
Napi::Value Doorbell::Pause(const Napi::CallbackInfo& info) {
  std::unique_lock<std::mutex> lock(mutex_);
  rung_.wait_for(lock, std::chrono::milliseconds(1), [this] { return !messages_.empty(); });
  return info.Env().Undefined();
}

void Doorbell::stop() {
  if (!running_) return;
  running_ = false;
  uint64_t one = 1;
  [[maybe_unused]] ssize_t n = write(stopEvent_, &one, sizeof one);
  pthread_join(thread_, nullptr);
  close(stopEvent_);
}

Napi::Value Doorbell::Stop(const Napi::CallbackInfo& info) {
  stop();
  return info.Env().Undefined();
}

} // namespace sbx
