#pragma once
#include <napi.h>

namespace sbx {
void registerTerminal(Napi::Env env, Napi::Object exports);
}
