// The seccomp notification descriptor: receive with argument prefetch, validity, answer, descriptor injection.
#pragma once
#include "arena.h"
#include "keep-awake.h"
#include "parked.h"
#include <atomic>

namespace sbx {

class Notify : public Napi::ObjectWrap<Notify> {
public:
  static Napi::Function Init(Napi::Env env);
  explicit Notify(const Napi::CallbackInfo& info);

  int listener() const { return listener_; }
  const Arena& arena() const { return arena_; }

  // Answers the request in the arena. Each returns 0 or -errno.
  int send(int64_t value, int32_t error, uint32_t flags);
  int inject(int fd, uint32_t flags, uint32_t descriptorFlags, uint32_t target);
  int valid() const;
  // Leaves the request in the arena unanswered: it is received again, after what rang the doorbell. Returns 0.
  int serveAgain();

private:
  void bindMethods(Napi::Object object);
  Napi::Value Receive(const Napi::CallbackInfo& info);
  Napi::Value Valid(const Napi::CallbackInfo& info);
  Napi::Value Answer(const Napi::CallbackInfo& info);
  Napi::Value AnswerError(const Napi::CallbackInfo& info);
  Napi::Value Continue(const Napi::CallbackInfo& info);
  Napi::Value AddDescriptor(const Napi::CallbackInfo& info);
  Napi::Value Read(const Napi::CallbackInfo& info);
  Napi::Value ReadString(const Napi::CallbackInfo& info);
  Napi::Value Write(const Napi::CallbackInfo& info);
  Napi::Value OpenAndAnswer(const Napi::CallbackInfo& info);
  Napi::Value StatAndAnswer(const Napi::CallbackInfo& info);
  Napi::Value OpenLater(const Napi::CallbackInfo& info);
  Napi::Value ConnectLater(const Napi::CallbackInfo& info);
  Napi::Value BindBeneath(const Napi::CallbackInfo& info);
  Napi::Value SendMessage(const Napi::CallbackInfo& info);
  Napi::Value ReceiveMessage(const Napi::CallbackInfo& info);
  Napi::Value Park(const Napi::CallbackInfo& info);
  Napi::Value Progress(const Napi::CallbackInfo& info);

  int receive();
  int next();
  void prefetch(uint8_t mask);

  int listener_;
  Arena arena_;
  Napi::Reference<Napi::ArrayBuffer> keepArena_;
  const uint8_t* pathArguments_ = nullptr; // per system call number: which arguments are paths
  size_t pathArgumentCount_ = 0;
  Napi::Reference<Napi::Uint8Array> keepPathArguments_;
  ParkingLot lot_;
  KeepAwake keepAwake_;
  ParkedRequest current_{}; // what was received last; with its past if it had been parked
  enum class Again { no, afterBell, now } again_ = Again::no;
};

} // namespace sbx
