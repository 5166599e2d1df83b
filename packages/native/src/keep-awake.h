// Injecting a descriptor has no synchronous wake-up: the caller is woken on the CPU where it slept, and where that CPU
// has halted, in a virtual machine above all, that takes several times as long as the call itself. So while injections
// follow each other closely, one thread a CPU spins at idle priority: the CPU never halts, and real work takes it at once.
#pragma once
#include <atomic>
#include <cstdint>
#include <pthread.h>
#include <vector>

namespace sbx {

class KeepAwake {
public:
  KeepAwake() = default;
  ~KeepAwake();
  KeepAwake(const KeepAwake&) = delete;
  KeepAwake& operator=(const KeepAwake&) = delete;

  // Called at each injection; `now` is monotonic, in nanoseconds.
  void injected(uint64_t now);

private:
  void start();
  void spin(int cpu);
  static void* body(void* start);

  uint64_t last_ = 0;
  uint32_t streak_ = 0;
  bool started_ = false;
  std::atomic<uint64_t> until_{0}; // spin as long as it is not later than this
  std::atomic<uint32_t> turn_{0};  // a futex: changes when spinning begins anew
  std::atomic<uint32_t> asleep_{0};
  std::atomic<bool> over_{false};
  std::vector<pthread_t> threads_;
};

} // namespace sbx
