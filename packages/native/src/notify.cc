#include "notify.h"
#include "add-descriptor.h"
#include "bound.h"
#include "listener.h"
#include "memory.h"
#include "random-number.h"
#include "sbx_seccomp.h"
#include <cerrno>
#include <cstring>
#include <ctime>
#include <sys/ioctl.h>

namespace sbx {
namespace {

// A request that is had sooner than this was waiting: the emulators have more to do than they can.
constexpr uint64_t kAtOnce = 2000; // nanoseconds

uint64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1000000000u + static_cast<uint64_t>(time.tv_nsec);
}

} // namespace

// new Notify(listener: number, arena: ArrayBuffer, pathArguments: Uint8Array)
Notify::Notify(const Napi::CallbackInfo& info)
    : Napi::ObjectWrap<Notify>(info), listener_(i32(info, 0)), arena_(arenaOf(info[1])), lot_(listener_) {
  keepArena_ = Napi::Persistent(info[1].As<Napi::ArrayBuffer>());
  auto paths = info[2].As<Napi::Uint8Array>();
  keepPathArguments_ = Napi::Persistent(paths);
  pathArguments_ = paths.Data();
  pathArgumentCount_ = paths.ElementLength();
  bindMethods(info.This().As<Napi::Object>());
}

Napi::Function Notify::Init(Napi::Env env) { return DefineClass(env, "Notify", {}); }

void Notify::bindMethods(Napi::Object object) {
  bindMethod<&Notify::Receive>(this, object, "receive");
  bindMethod<&Notify::Valid>(this, object, "valid");
  bindMethod<&Notify::Answer>(this, object, "answer");
  bindMethod<&Notify::AnswerError>(this, object, "answerError");
  bindMethod<&Notify::Continue>(this, object, "continueCall");
  bindMethod<&Notify::AddDescriptor>(this, object, "addDescriptor");
  bindMethod<&Notify::Read>(this, object, "read");
  bindMethod<&Notify::ReadString>(this, object, "readString");
  bindMethod<&Notify::Write>(this, object, "write");
  bindMethod<&Notify::OpenAndAnswer>(this, object, "openAndAnswer");
  bindMethod<&Notify::StatAndAnswer>(this, object, "statAndAnswer");
  bindMethod<&Notify::OpenLater>(this, object, "openLater");
  bindMethod<&Notify::ConnectLater>(this, object, "connectLater");
  bindMethod<&Notify::BindBeneath>(this, object, "bindBeneath");
  bindMethod<&Notify::SendMessage>(this, object, "sendMessage");
  bindMethod<&Notify::ReceiveMessage>(this, object, "receiveMessage");
  bindMethod<&Notify::Park>(this, object, "park");
  bindMethod<&Notify::Progress>(this, object, "progress");
}

void Notify::prefetch(uint8_t mask) {
  auto* lengths = reinterpret_cast<int32_t*>(arena_.words() + kPathLengthWord);
  for (int i = 0; i < 6; i++) lengths[i] = kNotFetched;
  size_t slot = kPathSlotA;
  for (int i = 0; mask != 0; i++, mask >>= 1) {
    if ((mask & 1) == 0) continue;
    lengths[i] = static_cast<int32_t>(readString(arena_.pid(), arena_.argument(i), arena_.bytes + slot, kPathMax));
    slot = kPathSlotB;
  }
}

int Notify::valid() const {
  return requestValid(listener_, arena_.id());
}

// The next request, new or parked: 0 with it in current_, 1 where it had been waiting already, or -errno.
int Notify::next() {
  if (again_ == Again::afterBell) {
    again_ = Again::now;
    return -EINTR;
  }
  if (again_ == Again::now) {
    again_ = Again::no;
    return 0;
  }
  if (lot_.take(&current_)) return 0;
  current_ = ParkedRequest{};
  if (!lot_.beginWait()) return -EINTR;
  uint64_t before = now();
  int error = ioctl(listener_, SECCOMP_IOCTL_NOTIF_RECV, &current_.notification) != 0 ? -errno : 0;
  lot_.endWait();
  return error != 0 ? error : now() - before < kAtOnce ? 1 : 0;
}

int Notify::serveAgain() {
  again_ = Again::afterBell;
  return 0;
}

int Notify::receive() {
  int result = next();
  if (result < 0) return result;
  const seccomp_notif& notification = current_.notification;
  uint32_t* words = arena_.words();
  std::memcpy(words + kIdWord, &notification.id, 8);
  words[kPidWord] = notification.pid;
  words[kPidWord + 1] = notification.flags;
  words[kNumberWord] = static_cast<uint32_t>(notification.data.nr);
  words[kArchWord] = notification.data.arch;
  std::memcpy(words + 6, &notification.data.instruction_pointer, 8);
  std::memcpy(words + kArgumentWord, notification.data.args, sizeof notification.data.args);
  auto nr = static_cast<size_t>(notification.data.nr);
  uint8_t mask = nr < pathArgumentCount_ ? pathArguments_[nr] : 0;
  prefetch(mask);
  // The pid may have been reused while we read: what was read counts only if the caller still waits.
  int gone = mask == 0 && current_.attempts == 0 ? 0 : valid();
  return gone != 0 ? gone : result;
}

int Notify::send(int64_t value, int32_t error, uint32_t flags) {
  return respond(listener_, arena_.id(), value, error, flags);
}

int Notify::inject(int fd, uint32_t flags, uint32_t descriptorFlags, uint32_t target) {
  if ((descriptorFlags & kRandomNumber) != 0) {
    descriptorFlags &= ~kRandomNumber;
    RandomNumber random(arena_.pid());
    if (random.get() < 0) return inject(fd, flags, descriptorFlags, target);
    return inject(fd, flags | SECCOMP_ADDFD_FLAG_SETFD, descriptorFlags, static_cast<uint32_t>(random.get()));
  }
  seccomp_notif_addfd request;
  std::memset(&request, 0, sizeof request);
  request.id = arena_.id();
  request.srcfd = static_cast<uint32_t>(fd);
  request.newfd = target;
  request.flags = flags;
  request.newfd_flags = descriptorFlags;
  keepAwake_.injected(now());
  return addDescriptor(listener_, &request);
}

// receive(): 0 with the request in the arena, 1 where it had been waiting already, or -errno (EINTR: the doorbell rang;
// ENOENT: nobody waits any more)
Napi::Value Notify::Receive(const Napi::CallbackInfo& info) { return number(info, receive()); }
Napi::Value Notify::Valid(const Napi::CallbackInfo& info) { return number(info, valid()); }
// answer(value), answerError(errno), continueCall()
Napi::Value Notify::Answer(const Napi::CallbackInfo& info) { return number(info, send(i32(info, 0), 0, 0)); }
Napi::Value Notify::AnswerError(const Napi::CallbackInfo& info) { return number(info, send(0, i32(info, 0), 0)); }
Napi::Value Notify::Continue(const Napi::CallbackInfo& info) {
  return number(info, send(0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE));
}
// addDescriptor(fd, addfdFlags, descriptorFlags, target): the number in the caller, or -errno
Napi::Value Notify::AddDescriptor(const Napi::CallbackInfo& info) {
  return number(info, inject(i32(info, 0), u32(info, 1), u32(info, 2), u32(info, 3)));
}
// park(descriptor, events, timeoutMilliseconds, progress): 0, then `descriptor` is taken over, or -errno
// The request in the arena is received again when poll says so. It fails with EAGAIN after the time that was given first.
Napi::Value Notify::Park(const Napi::CallbackInfo& info) {
  ParkedRequest request = current_;
  request.descriptor = i32(info, 0);
  request.events = static_cast<short>(i32(info, 1));
  uint32_t timeout = u32(info, 2), progress = u32(info, 3);
  if (request.attempts == 0 && timeout != 0) request.deadline = monotonicMilliseconds() + timeout;
  request.attempts = progress > request.progress ? 1 : request.attempts + 1;
  request.progress = progress;
  return number(info, lot_.park(request));
}
// progress(): what `park` was told when the request in the arena had been parked, else 0
Napi::Value Notify::Progress(const Napi::CallbackInfo& info) {
  return number(info, static_cast<int32_t>(current_.progress));
}
// read(argument, addressDelta, length, offset): copies from the caller at args[argument] + delta into the arena
Napi::Value Notify::Read(const Napi::CallbackInfo& info) {
  uint64_t address = arena_.argument(i32(info, 0)) + u32(info, 1);
  uint32_t length = u32(info, 2);
  uint8_t* to = arena_.at(u32(info, 3), length);
  if (to == nullptr) return number(info, -EFAULT);
  return number(info, static_cast<int32_t>(readMemory(arena_.pid(), address, to, length)));
}
// readString(addressOffset, offset, max): the string at the u64 address that lies at arena[addressOffset]
Napi::Value Notify::ReadString(const Napi::CallbackInfo& info) {
  uint8_t* from = arena_.at(u32(info, 0), 8);
  uint32_t max = u32(info, 2);
  uint8_t* to = arena_.at(u32(info, 1), max);
  if (from == nullptr || to == nullptr) return number(info, -EFAULT);
  uint64_t address;
  std::memcpy(&address, from, 8);
  return number(info, static_cast<int32_t>(readString(arena_.pid(), address, to, max)));
}
// write(argument, addressDelta, offset, length): copies from the arena to the caller at args[argument] + delta
Napi::Value Notify::Write(const Napi::CallbackInfo& info) {
  uint64_t address = arena_.argument(i32(info, 0)) + u32(info, 1);
  uint32_t length = u32(info, 3);
  uint8_t* from = arena_.at(u32(info, 2), length);
  if (from == nullptr) return number(info, -EFAULT);
  return number(info, static_cast<int32_t>(writeMemory(arena_.pid(), address, from, length)));
}

} // namespace sbx
