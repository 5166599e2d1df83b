import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { memory } from "./paths.mjs";

/** Variables for a caller whose home directory cannot be written: caches and stores go into the checkout. */
export function homeless() {
  try {
    accessSync(homedir(), constants.W_OK);
    return {};
  } catch {
    const folder = join(memory, "home");
    mkdirSync(folder, { recursive: true });
    return {
      HOME: folder,
      npm_config_cache: join(folder, "npm"),
      XDG_CACHE_HOME: join(folder, "cache"),
      XDG_DATA_HOME: join(folder, "data"),
      XDG_STATE_HOME: join(folder, "state"),
      XDG_CONFIG_HOME: join(folder, "config"),
    };
  }
}
