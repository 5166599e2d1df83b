import { ERRNO } from "../abi/index.ts";
import type { Emulator } from "./emulator.ts";

/** What interrupts a loop: control messages, seen when the doorbell has rung. */
export interface Control {
  /** Whether the loop is to end. */
  check(): boolean;
  /** Waits a moment where nothing is to be received, so that nobody spins. */
  pause(): void;
  /** Requests queue up: another emulator would help. */
  overloaded(): void;
}

/** So many requests in a row that had been waiting mean that one emulator is not enough. */
const MANY = 256;
/** After so many requests the control is asked anyway: while requests never run out, the doorbell interrupts nothing. */
const ASK = 64;

/**
 * Serves requests on the calling thread until the control says that it is over.
 *
 * @returns the error that made receiving impossible, 0 for an ordinary end
 */
export function serve(emulator: Emulator, control: Control): number {
  const { kernel } = emulator;
  let pressure = 0;
  let served = 0;
  for (;;) {
    const received = kernel.receive();
    if (received >= 0) {
      if (!emulator.serve()) return 0;
      if (++served % ASK === 0 && control.check()) return 0;
      pressure = received === 1 ? pressure + 1 : pressure >> 1;
      if (pressure < MANY) continue;
      pressure = 0;
      control.overloaded();
      continue;
    }
    if (control.check()) return 0;
    // ENOENT is a caller that died meanwhile, or, for ever, that nobody is left; EINTR is the doorbell.
    if (received === -ERRNO.ENOENT) control.pause();
    else if (received !== -ERRNO.EINTR) return received;
  }
}
