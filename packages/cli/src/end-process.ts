import { exitNow, raiseSignal } from "@sbx/native";
import type { Ending } from "./run/exit-status.ts";

/**
 * Ends this process as the program ended: by the same signal where one ended it, else with the status. After a run it ends
 * at once: workers may be blocked in native calls, and everything has been written.
 */
export function endProcess({ signal, status, ran }: Ending): never {
  if (!ran) process.exit(status);
  if (signal !== undefined) raiseSignal(signal);
  exitNow(status);
}
