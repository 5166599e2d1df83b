// Starting the monitor, the line to it, and what sbx does to itself.
#include "process.h"
#include "arena.h"
#include "executor.h"
#include "sbx_seccomp.h"
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr int kConfigFd = 3, kControlFd = 4;

// Signal handlers have no other place to look: the one process that signals sent to us are passed on to.
std::atomic<pid_t> forwardTo{0};

// The terminal reaches the program by itself (si_code > 0); what a process sent to us is meant for the program.
void forwardSignal(int number, siginfo_t* information, void*) {
  int saved = errno;
  pid_t program = forwardTo.load(std::memory_order_relaxed);
  if (program > 0 && information->si_code <= 0) kill(program, number);
  errno = saved;
}

[[noreturn]] void becomeMonitor(const char* path, int config, int control) {
  // The table is our own copy. First out of the way of 3 and 4, then into place, open across exec.
  int high[2] = {fcntl(config, F_DUPFD, 10), fcntl(control, F_DUPFD, 10)};
  if (dup2(high[0], kConfigFd) < 0 || dup2(high[1], kControlFd) < 0) _exit(126);
  for (int fd = 0; fd < 3; fd++) fcntl(fd, F_SETFD, 0); // Node has marked them close-on-exec
  syscall(SYS_close_range, 5, ~0U, 0);
  char name[] = "sbx-monitor";
  char* argv[] = {name, nullptr};
  char* environment[] = {nullptr};
  execve(path, argv, environment);
  _exit(127);
}

// Apart, so that nothing of the caller lives in registers that the child may change.
[[gnu::noinline]] pid_t spawnMonitor(const char* path, int config, int control) {
  pid_t pid = vfork();
  if (pid == 0) becomeMonitor(path, config, control);
  return pid;
}

// startMonitor(path, out: Int32Array): 0 or -errno; out = [pid, control socket, configuration memfd]
Napi::Value StartMonitor(const Napi::CallbackInfo& info) {
  std::string path = info[0].As<Napi::String>().Utf8Value();
  int32_t* out = info[1].As<Napi::Int32Array>().Data();
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) return number(info, -errno);
  int config = memfd_create("sbx-config", MFD_CLOEXEC);
  if (config < 0) return number(info, -errno);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t pid = spawnMonitor(path.c_str(), config, sockets[1]);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  close(sockets[1]);
  if (pid < 0) return number(info, -error);
  out[0] = pid;
  out[1] = sockets[0];
  out[2] = config;
  return number(info, 0);
}

// receiveMessage(control, out: Int32Array): the descriptor that came along, -1 without one, -errno - 1000 on failure
Napi::Value ReceiveMessage(const Napi::CallbackInfo& info) {
  int32_t* out = info[1].As<Napi::Int32Array>().Data();
  iovec part{out, 16};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control;
  header.msg_controllen = sizeof control;
  ssize_t n;
  do {
    n = recvmsg(i32(info, 0), &header, MSG_CMSG_CLOEXEC);
  } while (n < 0 && errno == EINTR);
  if (n != 16) return number(info, -1000 - (n < 0 ? errno : EPIPE));
  cmsghdr* rights = CMSG_FIRSTHDR(&header);
  if (rights == nullptr || rights->cmsg_type != SCM_RIGHTS) return number(info, -1);
  int fd;
  std::memcpy(&fd, CMSG_DATA(rights), sizeof fd);
  return number(info, fd);
}

// preferSameCpu(listener): 0, or -errno below Linux 6.6
Napi::Value PreferSameCpu(const Napi::CallbackInfo& info) {
  int result = ioctl(i32(info, 0), SECCOMP_IOCTL_NOTIF_SET_FLAGS, SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP);
  return number(info, result < 0 ? -errno : 0);
}

// guardSelf(program): passes signals on, hides our memory, takes orphans in should the monitor die
Napi::Value GuardSelf(const Napi::CallbackInfo& info) {
  forwardTo.store(i32(info, 0), std::memory_order_relaxed);
  struct sigaction action {};
  action.sa_sigaction = forwardSignal;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  for (int number : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGTSTP, SIGTTIN, SIGTTOU})
    sigaction(number, &action, nullptr);
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  return number(info, 0);
}

// unshareDirectories(): umask and working directory become this thread's own
Napi::Value UnshareDirectories(const Napi::CallbackInfo& info) {
  return number(info, unshare(CLONE_FS) == 0 ? 0 : -errno);
}

// raiseSignal(number): ends sbx as the program ended, without a core of its own
Napi::Value RaiseSignal(const Napi::CallbackInfo& info) {
  int signalNumber = i32(info, 0);
  rlimit none{0, 0};
  setrlimit(RLIMIT_CORE, &none);
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  sigaction(signalNumber, &action, nullptr);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, signalNumber);
  pthread_sigmask(SIG_UNBLOCK, &only, nullptr);
  kill(getpid(), signalNumber);
  return number(info, 0);
}

// reapMonitor(pid): waits until it has ended
Napi::Value ReapMonitor(const Napi::CallbackInfo& info) {
  pid_t result;
  do {
    result = waitpid(i32(info, 0), nullptr, __WALL);
  } while (result < 0 && errno == EINTR);
  return number(info, result < 0 ? -errno : 0);
}

// landlockAbi(): its version, 0 without Landlock
Napi::Value LandlockAbi(const Napi::CallbackInfo& info) {
  constexpr long kCreateRuleset = 444, kVersion = 1;
  long version = syscall(kCreateRuleset, nullptr, 0, kVersion);
  return number(info, version < 0 ? 0 : static_cast<int32_t>(version));
}

Napi::Value CreateWake(const Napi::CallbackInfo& info) { return number(info, eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)); }

Napi::Value CreateLog(const Napi::CallbackInfo& info) {
  int fd = memfd_create("sbx-events", MFD_CLOEXEC);
  if (fd >= 0) fcntl(fd, F_SETFL, O_APPEND);
  return number(info, fd);
}

// currentThread(out: BigUint64Array), interruptThread(thread: BigUint64Array)
Napi::Value CurrentThread(const Napi::CallbackInfo& info) {
  info[0].As<Napi::BigUint64Array>().Data()[0] = pthread_self();
  return number(info, 0);
}
Napi::Value InterruptThread(const Napi::CallbackInfo& info) {
  return number(info, -pthread_kill(info[0].As<Napi::BigUint64Array>().Data()[0], interruptSignal()));
}

Napi::Value StopSelf(const Napi::CallbackInfo& info) {
  kill(getpid(), SIGSTOP);
  return number(info, 0);
}

Napi::Value ExitNow(const Napi::CallbackInfo& info) { _exit(i32(info, 0)); }

} // namespace

void registerProcess(Napi::Env env, Napi::Object exports) {
  exports.Set("startMonitor", Napi::Function::New<StartMonitor>(env));
  exports.Set("receiveMessage", Napi::Function::New<ReceiveMessage>(env));
  exports.Set("preferSameCpu", Napi::Function::New<PreferSameCpu>(env));
  exports.Set("guardSelf", Napi::Function::New<GuardSelf>(env));
  exports.Set("unshareDirectories", Napi::Function::New<UnshareDirectories>(env));
  exports.Set("raiseSignal", Napi::Function::New<RaiseSignal>(env));
  exports.Set("reapMonitor", Napi::Function::New<ReapMonitor>(env));
  exports.Set("landlockAbi", Napi::Function::New<LandlockAbi>(env));
  exports.Set("createWake", Napi::Function::New<CreateWake>(env));
  exports.Set("createLog", Napi::Function::New<CreateLog>(env));
  exports.Set("currentThread", Napi::Function::New<CurrentThread>(env));
  exports.Set("interruptThread", Napi::Function::New<InterruptThread>(env));
  exports.Set("stopSelf", Napi::Function::New<StopSelf>(env));
  exports.Set("exitNow", Napi::Function::New<ExitNow>(env));
}

} // namespace sbx
