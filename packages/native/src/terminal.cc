// Writing to a terminal that somebody else may have stopped: on a thread of its own, so that nobody waits for ever.
#include "terminal.h"
#include "arena.h"
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <string>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr size_t kPiece = 256; // a slow line takes its time, but each piece is progress
constexpr auto kSlice = std::chrono::milliseconds(50);

struct Writing {
  int fd;
  std::string text;
  std::mutex mutex;
  std::condition_variable moved;
  size_t written = 0;
  bool over = false;
};

void* body(void* argument) {
  std::unique_ptr<std::shared_ptr<Writing>> holder(static_cast<std::shared_ptr<Writing>*>(argument));
  Writing& writing = **holder;
  for (bool more = !writing.text.empty(); more;) {
    size_t left = writing.text.size() - writing.written;
    ssize_t n = write(writing.fd, writing.text.data() + writing.written, left < kPiece ? left : kPiece);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
      usleep(1000);
      continue;
    }
    std::lock_guard<std::mutex> lock(writing.mutex);
    if (n > 0) writing.written += static_cast<size_t>(n);
    more = n > 0 && writing.written < writing.text.size();
    writing.moved.notify_one();
  }
  std::lock_guard<std::mutex> lock(writing.mutex);
  writing.over = true;
  writing.moved.notify_one();
  return nullptr;
}

// All signals are blocked in the thread: SIGTTOU would stop us, and TCOON from the background is refused without.
bool start(const std::shared_ptr<Writing>& writing) {
  auto* argument = new std::shared_ptr<Writing>(writing);
  sigset_t all, before;
  sigfillset(&all);
  pthread_t thread;
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool started = pthread_create(&thread, nullptr, body, argument) == 0;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (started) pthread_detach(thread);
  else delete argument;
  return started;
}

// Output that tcflow(3) has stopped goes on; what the user stopped (Ctrl-S) stays (drivers/tty/tty_ioctl.c, TCXONC).
void startOutput(int fd) {
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &block, &before);
  ioctl(fd, TCXONC, TCOON);
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

// writeTerminal(fd, text, limitMilliseconds | 0): whether all was written; false after so long without any progress
Napi::Value WriteTerminal(const Napi::CallbackInfo& info) {
  auto writing = std::make_shared<Writing>();
  writing->fd = i32(info, 0);
  writing->text = info[1].As<Napi::String>().Utf8Value();
  auto limit = std::chrono::milliseconds(u32(info, 2));
  if (!start(writing)) return Napi::Boolean::New(info.Env(), false);
  std::unique_lock<std::mutex> lock(writing->mutex);
  auto still = std::chrono::milliseconds(0);
  size_t seen = 0;
  while (!writing->over && (limit.count() == 0 || still < limit)) {
    writing->moved.wait_for(lock, kSlice);
    still = writing->written == seen ? still + kSlice : std::chrono::milliseconds(0);
    seen = writing->written;
    if (still.count() != 0) startOutput(writing->fd);
  }
  return Napi::Boolean::New(info.Env(), writing->over);
}

} // namespace

void registerTerminal(Napi::Env env, Napi::Object exports) {
  exports.Set("writeTerminal", Napi::Function::New<WriteTerminal>(env));
}

} // namespace sbx
