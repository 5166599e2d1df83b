import { exitNow, raiseSignal } from "@sbx/native";
import type { Ending } from "./run/exit-status.ts";

/**
 * Ends this process as the program ended: by the same signal where one ended it, else with the status. After a run it ends
 * at once: workers may be blocked in native calls, and everything has been written.
 *
 * @param afterSuccess - is called when a program was run and ended with status 0
 */
export function endProcess({ signal, status, ran }: Ending, afterSuccess?: () => void): never {
  if (!ran) process.exit(status);
  if (status === 0) afterSuccess?.();
  if (signal !== undefined) raiseSignal(signal);
  exitNow(status);
}
