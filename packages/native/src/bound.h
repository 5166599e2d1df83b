// Methods that find their object by a pointer. Unwrapping `this` looks up a private property of it, which costs as much as
// the rest of a crossing; so each object has functions of its own.
#pragma once
#include <napi.h>

namespace sbx {

template <class T, Napi::Value (T::*method)(const Napi::CallbackInfo&)>
Napi::Value callBound(const Napi::CallbackInfo& info) {
  return (static_cast<T*>(info.Data())->*method)(info);
}

// Gives `object`, which wraps `self`, the method as a property. Who holds the function holds the object.
template <auto method, class T> void bindMethod(T* self, Napi::Object object, const char* name) {
  auto function = Napi::Function::New<callBound<T, method>>(object.Env(), name, self);
  function.Set("owner", object);
  object.Set(name, function);
}

} // namespace sbx
