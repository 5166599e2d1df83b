#include "doorbell.h"
#include "notify.h"
#include "process.h"
#include "seal.h"
#include "syscall.h"
#include "terminal.h"

namespace {

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("Notify", sbx::Notify::Init(env));
  exports.Set("Syscaller", sbx::Syscaller::Init(env));
  exports.Set("Doorbell", sbx::Doorbell::Init(env));
  sbx::registerProcess(env, exports);
  sbx::registerSeal(env, exports);
  sbx::registerTerminal(env, exports);
  return exports;
}

} // namespace

NODE_API_MODULE(sbx_native, Init)
