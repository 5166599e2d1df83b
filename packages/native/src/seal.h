#pragma once
#include <napi.h>

namespace sbx {
void registerSeal(Napi::Env env, Napi::Object exports);
}
