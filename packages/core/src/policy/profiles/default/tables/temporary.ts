/** Sockets of sessions outside, in directories for temporary files, under the names that their programs look for. */
export const SESSIONS: readonly string[] = [
  ".X11-unix/***",
  ".ICE-unix/***",
  ".XIM-unix/***",
  ".font-unix/***",
  ".X[0-9]*-lock",
  "ssh-*/agent.*",
  "gpg-*/S.*",
  "keyring-*/***",
  "pulse-*/***",
  "tmux-[0-9]*/***",
  "screens/***",
  "uscreens/***",
  "zellij-[0-9]*/***",
  "emacs[0-9]*/***",
];

/** Further sockets; the names may be those of something else: such sockets are not reached and keep their names. */
export const SOCKETS: readonly string[] = [
  "screen*/***",
  "dbus-*",
  // Editors, terminals and window managers execute what they are told by their sockets.
  "nvim*/***",
  "abduco*/***",
  "dtach*",
  "kitty*",
  "mykitty*",
  "wezterm*",
  "i3-*/***",
  "mpv*",
  "*docker*",
  "*podman*/***",
  "vscode-*",
];

/** Code that programs keep among temporary files, to execute it the next time without asking who put it there. */
export const CODE_CACHES: readonly string[] = [
  "node-compile-cache/***",
  "v8-compile-cache*/***",
  "tsx-*/***",
  "ts-node*/***",
  "jiti/***",
  "node-jiti/***",
  "jest_*/***",
  "haste-map-*",
  "metro-cache/***",
  "metro-file-map*",
  "playwright-transform-cache*/***",
  "bunx-*/***",
  "torchinductor_*/***",
  "par-*/***",
  "appimage_extracted_*/***",
  "phpstan/***",
];
