#include "keep-awake.h"
#include <climits>
#include <csignal>
#include <ctime>
#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace sbx {
namespace {

constexpr uint64_t kClose = 300 * 1000;       // injections that follow each other within this many nanoseconds …
constexpr uint32_t kMany = 64;                // … so many times in a row …
constexpr uint64_t kLinger = 1000 * 1000;     // … keep the CPUs awake for so long after the last
constexpr int kMostCpus = 4;                  // beyond, idle CPUs are too many to be kept awake for one caller
constexpr int kRounds = 64;

uint64_t nanoseconds() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<uint64_t>(time.tv_sec) * 1000000000u + static_cast<uint64_t>(time.tv_nsec);
}

void relax() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#else
  asm volatile("yield");
#endif
}

struct Start {
  KeepAwake* self;
  int cpu;
};

} // namespace

void KeepAwake::injected(uint64_t now) {
  streak_ = now - last_ < kClose ? streak_ + 1 : 0;
  last_ = now;
  if (streak_ < kMany) return;
  if (!started_) start();
  until_.store(now + kLinger, std::memory_order_relaxed);
  if (asleep_.load(std::memory_order_relaxed) == 0) return;
  turn_.fetch_add(1, std::memory_order_release);
  syscall(SYS_futex, &turn_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

void KeepAwake::start() {
  started_ = true;
  cpu_set_t usable;
  if (sched_getaffinity(0, sizeof usable, &usable) != 0) return;
  if (CPU_COUNT(&usable) < 2 || CPU_COUNT(&usable) > kMostCpus) return;
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (!CPU_ISSET(cpu, &usable)) continue;
    pthread_t thread;
    auto* begin = new Start{this, cpu};
    if (pthread_create(&thread, nullptr, body, begin) == 0) threads_.push_back(thread);
    else delete begin;
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void* KeepAwake::body(void* argument) {
  auto* begin = static_cast<Start*>(argument);
  Start start = *begin;
  delete begin;
  start.self->spin(start.cpu);
  return nullptr;
}

void KeepAwake::spin(int cpu) {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  sched_param lowest{};
  // At any other priority it would take the CPU from those it is meant to help.
  if (sched_setaffinity(0, sizeof one, &one) != 0 || sched_setscheduler(0, SCHED_IDLE, &lowest) != 0) return;
  while (!over_.load(std::memory_order_relaxed)) {
    for (int round = 0; round < kRounds; round++) relax();
    if (nanoseconds() <= until_.load(std::memory_order_relaxed)) continue;
    uint32_t turn = turn_.load(std::memory_order_acquire);
    asleep_.fetch_add(1);
    if (nanoseconds() > until_.load() && !over_.load()) {
      syscall(SYS_futex, &turn_, FUTEX_WAIT_PRIVATE, turn, nullptr, nullptr, 0);
    }
    asleep_.fetch_sub(1);
  }
}

KeepAwake::~KeepAwake() {
  over_.store(true);
  turn_.fetch_add(1);
  syscall(SYS_futex, &turn_, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
  for (pthread_t thread : threads_) pthread_join(thread, nullptr);
}

} // namespace sbx
