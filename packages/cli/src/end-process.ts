import { raiseSignal } from "@sbx/native";
import type { Ending } from "./run/exit-status.ts";

/** Ends this process as the program ended: by the same signal where one ended it, else with the status. */
export function endProcess({ signal, status }: Ending): never {
  if (signal !== undefined) dieBySignal(signal);
  process.exit(status);
}

/** Returns only where the signal did not end us. The native way, since passing signals on has changed what they do to us. */
function dieBySignal(signal: number): void {
  try {
    raiseSignal(signal);
  } catch {
    // Without a native part nothing was run: the status says it.
  }
}
