{
  "target_defaults": {
    "cflags": ["-Wall", "-Wextra", "-Wno-unused-parameter", "-Wno-cast-function-type", "-fvisibility=hidden"],
    "cflags_cc": ["-std=c++20"],
    "conditions": [["'<!(echo ${CI:-})' != ''", { "cflags": ["-Werror"] }]]
  },
  "targets": [
    {
      "target_name": "sbx_native",
      "sources": [
        "src/addon.cc",
        "src/arena.cc",
        "src/notify.cc",
        "src/memory.cc",
        "src/syscall.cc",
        "src/act.cc",
        "src/executor.cc",
        "src/keep-awake.cc",
        "src/random-number.cc",
        "src/parked.cc",
        "src/pending.cc",
        "src/bind.cc",
        "src/message.cc",
        "src/process.cc",
        "src/doorbell.cc",
        "src/terminal.cc",
        "src/seal.cc"
      ],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")", "uapi"],
      "defines": ["NAPI_VERSION=8", "NODE_ADDON_API_DISABLE_DEPRECATED"],
      "cflags_cc!": ["-fno-exceptions"],
      "cflags_cc": ["-fno-exceptions", "-fno-rtti"],
      "libraries": ["-lpthread"]
    },
    {
      "target_name": "sbx-monitor",
      "type": "executable",
      "sources": ["monitor/main.c", "monitor/config.c", "monitor/launcher.c", "monitor/reap.c"],
      "include_dirs": ["uapi"],
      "cflags": ["-std=gnu17", "-Os"],
      "ldflags": ["-static"]
    }
  ]
}
