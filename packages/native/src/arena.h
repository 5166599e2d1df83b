// The memory that an emulator shares with its JavaScript: one request header, path slots and scratch space.
// The offsets are the same as in core/src/supervisor/request/arena.ts; nothing else about a request is known here.
#pragma once
#include <cstddef>
#include <cstdint>
#include <napi.h>

namespace sbx {

constexpr size_t kIdWord = 0;          // u64
constexpr size_t kPidWord = 2;         // u32
constexpr size_t kNumberWord = 4;      // i32
constexpr size_t kArchWord = 5;        // u32
constexpr size_t kArgumentWord = 8;    // six u64
constexpr size_t kPathLengthWord = 20; // six i32: bytes without the NUL, -errno, or kNotFetched
constexpr int32_t kNotFetched = INT32_MIN;

constexpr size_t kPathSlotA = 0x1000;
constexpr size_t kPathSlotB = 0x3000;
constexpr size_t kPathMax = 4096; // with the NUL, as in the kernel

struct Arena {
  uint8_t* bytes = nullptr;
  size_t size = 0;

  uint32_t* words() const { return reinterpret_cast<uint32_t*>(bytes); }
  uint64_t word64(size_t word) const {
    return static_cast<uint64_t>(words()[word]) | (static_cast<uint64_t>(words()[word + 1]) << 32);
  }
  uint64_t id() const { return word64(kIdWord); }
  pid_t pid() const { return static_cast<pid_t>(words()[kPidWord]); }
  uint64_t argument(int index) const { return word64(kArgumentWord + 2 * index); }
  // The memory at an offset that JavaScript named, or null where `length` bytes do not fit.
  uint8_t* at(uint32_t offset, size_t length) const {
    return offset <= size && length <= size - offset ? bytes + offset : nullptr;
  }
};

// Views the ArrayBuffer in `value`; its owner keeps it alive.
Arena arenaOf(const Napi::Value& value);

inline uint32_t u32(const Napi::CallbackInfo& info, size_t index) {
  return info[index].As<Napi::Number>().Uint32Value();
}
inline int32_t i32(const Napi::CallbackInfo& info, size_t index) {
  return info[index].As<Napi::Number>().Int32Value();
}
inline Napi::Value number(const Napi::CallbackInfo& info, int32_t value) {
  napi_value result; // Napi::Number would make a double of it first
  napi_create_int32(info.Env(), value, &result);
  return {info.Env(), result};
}

} // namespace sbx
