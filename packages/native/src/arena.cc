#include "arena.h"

namespace sbx {

Arena arenaOf(const Napi::Value& value) {
  auto buffer = value.As<Napi::ArrayBuffer>();
  return {static_cast<uint8_t*>(buffer.Data()), buffer.ByteLength()};
}

} // namespace sbx
