// One door for the plain system calls that emulators make: integers by value, pointers as offsets into the arena.
#include "syscall.h"
#include "bound.h"
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace sbx {

// new Syscaller(arena).call(number, kinds, a0 … a5): the result, or -errno.
// `kinds` holds two bits an argument: 0 a signed integer, 1 an offset into the arena (0 is NULL), 2 the offset of a u64.
Napi::Function Syscaller::Init(Napi::Env env) { return DefineClass(env, "Syscaller", {}); }

Syscaller::Syscaller(const Napi::CallbackInfo& info) : Napi::ObjectWrap<Syscaller>(info), arena_(arenaOf(info[0])) {
  keepArena_ = Napi::Persistent(info[0].As<Napi::ArrayBuffer>());
  bindMethod<&Syscaller::Call>(this, info.This().As<Napi::Object>(), "call");
}

Napi::Value Syscaller::Call(const Napi::CallbackInfo& info) {
  int64_t nr = i32(info, 0);
  uint32_t kinds = u32(info, 1);
  int64_t arguments[6] = {0, 0, 0, 0, 0, 0};
  size_t count = info.Length() < 8 ? info.Length() - 2 : 6;
  for (size_t i = 0; i < count; i++, kinds >>= 2) {
    switch (kinds & 3) {
    case 1: {
      uint32_t offset = u32(info, i + 2);
      if (offset >= arena_.size) return number(info, -EFAULT);
      arguments[i] = offset == 0 ? 0 : reinterpret_cast<int64_t>(arena_.bytes + offset);
      break;
    }
    case 2: {
      uint8_t* from = arena_.at(u32(info, i + 2), 8);
      if (from == nullptr) return number(info, -EFAULT);
      std::memcpy(&arguments[i], from, 8);
      break;
    }
    default:
      arguments[i] = i32(info, i + 2);
    }
  }
  long result;
  do {
    result = syscall(nr, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
  } while (result < 0 && errno == EINTR); // the doorbell interrupts whatever we are in
  return number(info, static_cast<int32_t>(result < 0 ? -errno : result));
}

} // namespace sbx
