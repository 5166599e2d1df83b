import { ERRNO } from "../abi/index.ts";
import type { Emulator } from "./emulator.ts";

/** What interrupts a loop: control messages, seen when the doorbell has rung. */
export interface Control {
  /** Whether the loop is to end. */
  check(): boolean;
  /** Waits a moment where nothing is to be received, so that nobody spins. */
  pause(): void;
  /** Requests of several tasks queue up: another emulator would help. */
  overloaded(): void;
  /** No requests have queued up for long: an emulator that is not the only one would better rest. */
  calm(): void;
}

/** So many requests in a row that had been waiting behind another task's mean that one emulator is not enough. */
const MANY = 256;
/** After so many that had not, one is enough: two of them only wake each other's CPUs. */
const FEW = 2000;
/** So many requests in a row that were gone before they were had mean that no task is left. */
const NOBODY = 16;
/** After so many requests the control is asked anyway: while requests never run out, the doorbell interrupts nothing. */
const ASK = 64;

/**
 * Serves requests on the calling thread until the control says that it is over.
 *
 * @returns the error that made receiving impossible, 0 for an ordinary end
 */
export function serve(first: Emulator, control: Control): number {
  const { kernel } = first;
  let emulator = first;
  let pressure = 0;
  let calm = 0;
  let served = 0;
  let last = 0;
  let gone = 0;
  for (;;) {
    const received = kernel.receive();
    if (received >= 0) {
      gone = 0;
      if (!emulator.serve()) return 0;
      if (++served % ASK === 0 && control.check()) return 0;
      // A single busy task has its next call ready by the time we ask, too: only another's was really waiting.
      const queued = received === 1 && emulator.call.pid !== last;
      last = emulator.call.pid;
      if (emulator.successor !== undefined) emulator = emulator.successor;
      calm = queued ? 0 : calm + 1;
      pressure = queued ? pressure + 1 : pressure >> 1;
      if (pressure >= MANY) {
        pressure = 0;
        control.overloaded();
      } else if (calm >= FEW) {
        calm = 0;
        control.calm();
      }
      continue;
    }
    if (control.check()) return 0;
    // ENOENT is a caller that died or was interrupted meanwhile, or, for ever, that nobody is left; EINTR is the doorbell.
    // Whoever was interrupted calls again at once: a pause would have the next signal find it waiting once more.
    if (received === -ERRNO.ENOENT) {
      if (++gone >= NOBODY) control.pause();
    } else if (received !== -ERRNO.EINTR) return received;
  }
}
