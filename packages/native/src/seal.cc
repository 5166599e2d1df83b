// Memory that holds a policy: filled once, then read-only for good (mseal, Linux 6.10).
#include "seal.h"
#include "arena.h"
#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_mseal
#define SYS_mseal 462 // the same number on every architecture; Linux 6.10
#endif

namespace sbx {
namespace {

size_t wholePages(size_t length) {
  size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  return (length + page - 1) / page * page;
}

Napi::Value view(const Napi::CallbackInfo& info, void* memory, size_t length) {
  return Napi::ArrayBuffer::New(info.Env(), memory, length);
}

// seal(bytes: Uint8Array, out: BigUint64Array): an ArrayBuffer over a read-only copy, or -errno.
// out[0] = address; out[1] = 1 if the mapping is sealed too.
Napi::Value Seal(const Napi::CallbackInfo& info) {
  auto bytes = info[0].As<Napi::Uint8Array>();
  uint64_t* out = info[1].As<Napi::BigUint64Array>().Data();
  size_t length = wholePages(bytes.ByteLength());
  void* memory = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return number(info, -errno);
  std::memcpy(memory, bytes.Data(), bytes.ByteLength());
  if (mprotect(memory, length, PROT_READ) != 0) return number(info, -errno);
  out[0] = reinterpret_cast<uint64_t>(memory);
  out[1] = syscall(SYS_mseal, memory, length, 0) == 0 ? 1 : 0;
  return view(info, memory, bytes.ByteLength());
}

// viewSealed(address: BigUint64Array of 1, length): the same memory for another thread
Napi::Value ViewSealed(const Napi::CallbackInfo& info) {
  uint64_t address = info[0].As<Napi::BigUint64Array>().Data()[0];
  return view(info, reinterpret_cast<void*>(address), static_cast<size_t>(info[1].As<Napi::Number>().Int64Value()));
}

} // namespace

void registerSeal(Napi::Env env, Napi::Object exports) {
  exports.Set("seal", Napi::Function::New<Seal>(env));
  exports.Set("viewSealed", Napi::Function::New<ViewSealed>(env));
}

} // namespace sbx
