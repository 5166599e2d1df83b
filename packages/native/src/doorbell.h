// Control messages for an emulator that is blocked in receive: a thread waits for them and signals the emulator, without
// SA_RESTART, every millisecond until it has been acknowledged. A message costs nothing while there is none.
#pragma once
#include "arena.h"
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <pthread.h>

namespace sbx {

struct Message {
  int32_t type, a, b, c;
};

class Doorbell : public Napi::ObjectWrap<Doorbell> {
public:
  static Napi::Function Init(Napi::Env env);
  explicit Doorbell(const Napi::CallbackInfo& info);
  ~Doorbell() override;

private:
  Napi::Value Take(const Napi::CallbackInfo& info);
  Napi::Value Pause(const Napi::CallbackInfo& info);
  Napi::Value Stop(const Napi::CallbackInfo& info);
  static void* body(void* self);
  void run();
  void ring(const Message& message);
  void stop();

  int control_;
  int wake_; // an eventfd of the workers, or -1
  int64_t timeoutMilliseconds_;
  int stopEvent_;
  pthread_t emulator_;
  pthread_t thread_{};
  bool running_ = false;
  std::mutex mutex_;
  std::condition_variable rung_;
  std::deque<Message> messages_;
  std::atomic<bool> pending_{false};
};

} // namespace sbx
