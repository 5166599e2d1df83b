#pragma once
#include <napi.h>

namespace sbx {
void registerProcess(Napi::Env env, Napi::Object exports);
}
