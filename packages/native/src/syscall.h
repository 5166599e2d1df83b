#pragma once
#include "arena.h"

namespace sbx {

class Syscaller : public Napi::ObjectWrap<Syscaller> {
public:
  static Napi::Function Init(Napi::Env env);
  explicit Syscaller(const Napi::CallbackInfo& info);

private:
  Napi::Value Call(const Napi::CallbackInfo& info);
  Arena arena_;
  Napi::Reference<Napi::ArrayBuffer> keepArena_;
};

} // namespace sbx
