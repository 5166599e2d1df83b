#include "executor.h"
#include "add-descriptor.h"
#include "listener.h"
#include "notify.h"
#include "pending.h"
#include "random-number.h"
#include "sbx_seccomp.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <linux/openat2.h>
#include <memory>
#include <optional>
#include <sched.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr long kWatchNanoseconds = 50 * 1000 * 1000;

struct Job {
  LaterCall call;
  pthread_t worker{};
  std::atomic<bool> done{false};
  std::atomic<int> interruption{0}; // what a signal to the caller makes of the wait
};

bool stillWaits(const LaterCall& call) { return requestValid(call.listener, call.id) == 0; }

void answer(const LaterCall& call, int error) {
  respond(call.listener, call.id, 0, error);
}

void answerWithDescriptor(const LaterCall& call, int fd) {
  std::optional<RandomNumber> random;
  if ((call.descriptorFlags & kRandomNumber) != 0) random.emplace(call.caller);
  seccomp_notif_addfd request;
  std::memset(&request, 0, sizeof request);
  request.id = call.id;
  request.srcfd = static_cast<uint32_t>(fd);
  request.flags = SECCOMP_ADDFD_FLAG_SEND;
  request.newfd_flags = call.descriptorFlags & ~kRandomNumber;
  if (random && random->get() >= 0) {
    request.flags |= SECCOMP_ADDFD_FLAG_SETFD;
    request.newfd = static_cast<uint32_t>(random->get());
  }
  int result = addDescriptor(call.listener, &request);
  if (result < 0 && result != -ENOENT) answer(call, -result);
}

int perform(const LaterCall& call) {
  if (call.kind == LaterCall::Kind::connect) {
    return connect(call.descriptor, reinterpret_cast<const sockaddr*>(call.data), call.length);
  }
  open_how how;
  std::memset(&how, 0, sizeof how);
  how.flags = call.flags;
  how.mode = call.mode;
  how.resolve = call.resolve;
  return static_cast<int>(syscall(SYS_openat2, call.descriptor, call.data, &how, sizeof how));
}

// A wait with an end of its own is not begun anew (sock_intr_errno).
bool hasTimeout(const LaterCall& call) {
  timeval timeout{};
  socklen_t length = sizeof timeout;
  return call.kind == LaterCall::Kind::connect &&
         getsockopt(call.descriptor, SOL_SOCKET, SO_SNDTIMEO, &timeout, &length) == 0 &&
         (timeout.tv_sec != 0 || timeout.tv_usec != 0);
}

void* work(void* argument) {
  std::unique_ptr<std::shared_ptr<Job>> holder(static_cast<std::shared_ptr<Job>*>(argument));
  Job& job = **holder;
  unshare(CLONE_FS);
  umask(job.call.umask);
  int result;
  do {
    result = perform(job.call);
  } while (result < 0 && errno == EINTR && job.interruption == 0 && stillWaits(job.call));
  int error = result < 0 ? errno : 0;
  if (error == EINTR && job.interruption != 0) error = hasTimeout(job.call) ? EINTR : job.interruption.load();
  if (job.call.kind == LaterCall::Kind::connect || error != 0) {
    answer(job.call, error);
  } else {
    answerWithDescriptor(job.call, result);
    close(result);
  }
  job.done.store(true, std::memory_order_release);
  close(job.call.descriptor);
  if (job.call.pinned >= 0) close(job.call.pinned);
  return nullptr;
}

// A caller that was killed leaves its call behind: interrupt it, so that neither thread nor descriptor stays. One that has
// a signal waiting sees it only when its call returns.
void* watch(void* argument) {
  std::unique_ptr<std::shared_ptr<Job>> holder(static_cast<std::shared_ptr<Job>*>(argument));
  Job& job = **holder;
  const timespec slice{0, kWatchNanoseconds};
  uint64_t seen = 0;
  while (!job.done.load(std::memory_order_acquire)) {
    nanosleep(&slice, nullptr);
    if (job.done.load(std::memory_order_acquire)) break;
    if (int interruption = interruptionOf(job.call.caller, &seen); interruption != 0) job.interruption = interruption;
    if (job.interruption != 0 || !stillWaits(job.call)) pthread_kill(job.worker, interruptSignal());
  }
  pthread_join(job.worker, nullptr);
  return nullptr;
}

int startThread(pthread_t* thread, bool detached, void* (*body)(void*), const std::shared_ptr<Job>& job) {
  auto* argument = new std::shared_ptr<Job>(job);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, 128 * 1024);
  if (detached) pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  int error = pthread_create(thread, &attributes, body, argument);
  pthread_attr_destroy(&attributes);
  if (error != 0) delete argument;
  return error;
}

} // namespace

int interruptSignal() { return SIGRTMIN + 3; }

int startLater(const LaterCall& call) {
  auto job = std::make_shared<Job>();
  job->call = call;
  int error = startThread(&job->worker, false, work, job);
  if (error != 0) return -error;
  pthread_t watcher;
  // Without a watcher the call still ends when its object does.
  if (startThread(&watcher, true, watch, job) != 0) pthread_detach(job->worker);
  return 0;
}

// openLater(directory, pathOffset, flags, mode, resolve, descriptorFlags, umask): takes `directory` over unless it fails
Napi::Value Notify::OpenLater(const Napi::CallbackInfo& info) {
  LaterCall call{};
  call.kind = LaterCall::Kind::open;
  call.pinned = -1;
  call.listener = listener_;
  call.id = arena_.id();
  call.caller = arena_.pid();
  call.descriptor = i32(info, 0);
  uint8_t* path = arena_.at(u32(info, 1), kPathMax);
  if (path == nullptr || ::memchr(path, 0, kPathMax) == nullptr) return number(info, -EFAULT);
  std::strcpy(reinterpret_cast<char*>(call.data), reinterpret_cast<char*>(path));
  call.flags = u32(info, 2);
  call.mode = u32(info, 3);
  call.resolve = u32(info, 4);
  call.descriptorFlags = u32(info, 5);
  call.umask = u32(info, 6);
  return number(info, startLater(call));
}

// connectLater(socket, addressOffset, length, pinned | -1): takes both descriptors over unless it fails
Napi::Value Notify::ConnectLater(const Napi::CallbackInfo& info) {
  LaterCall call{};
  call.kind = LaterCall::Kind::connect;
  call.listener = listener_;
  call.id = arena_.id();
  call.caller = arena_.pid();
  call.descriptor = i32(info, 0);
  call.length = u32(info, 2);
  call.pinned = i32(info, 3);
  uint8_t* address = arena_.at(u32(info, 1), call.length);
  if (address == nullptr || call.length > sizeof call.data) return number(info, -EINVAL);
  std::memcpy(call.data, address, call.length);
  return number(info, startLater(call));
}

} // namespace sbx
