import { findNativeFiles, loadAddon } from "../load-addon.ts";

/** Ends this process by a signal, without a core: as the program ended. Returns only where the signal does not end it. */
export function raiseSignal(signal: number): void {
  loadAddon(findNativeFiles()).raiseSignal(signal);
}

/** Ends this process at once, though workers may be blocked in native calls; nothing is flushed. */
export function exitNow(status: number): never {
  return loadAddon(findNativeFiles()).exitNow(status);
}
