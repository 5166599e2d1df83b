import type { Ending } from "./run/exit-status.ts";

/** Ends this process as the program ended: by the same signal where one ended it, else with the status. */
export function endProcess({ signal, status }: Ending): never {
  if (signal !== undefined) dieBySignal(signal);
  process.exit(status);
}

/** Returns only where the signal did not end us, as one that Node ignores. */
function dieBySignal(signal: number): void {
  try {
    process.kill(process.pid, signal);
  } catch {
    // A number that is no signal: the status says it.
  }
}
