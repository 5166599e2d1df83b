import { closeSync, writeSync } from "node:fs";
import type { Addon } from "../addon.ts";

/** Messages of the monitor, by the numbers of `monitor/monitor.h`; negative ones are the doorbell's own. */
export const MESSAGE = {
  listener: 1,
  exited: 2,
  signaled: 3,
  stopped: 4,
  continued: 5,
  failed: 6,
  gone: 7,
  hangUp: -1,
  timeout: -2,
  woken: -3,
} as const;

/** A started monitor and the line to it. */
export interface MonitorLine {
  readonly pid: number;
  readonly control: number;
  /** Writes the configuration and lets the monitor begin. */
  begin(config: Uint8Array): void;
  /** Waits for a message; the descriptor that came along, or −1. The message is in `message`. */
  receive(): number;
  readonly message: Int32Array;
  /** Tells the monitor that the listener has arrived. */
  acknowledge(): void;
  /** Ends the line: the monitor kills what is left and ends. */
  close(): void;
}

/** Thrown where the monitor cannot be started. */
export class MonitorError extends Error {
  readonly code = "ERR_SBX_MONITOR";
  readonly errno: number;

  constructor(message: string, errno: number) {
    super(message);
    this.errno = errno;
  }
}

/**
 * Starts the monitor.
 *
 * @throws {MonitorError} `ERR_SBX_MONITOR`
 */
export function startMonitor(addon: Addon, path: string): MonitorLine {
  const out = new Int32Array(3);
  const failed = addon.startMonitor(path, out);
  if (failed < 0) throw new MonitorError(`the monitor ${path} could not be started`, -failed);
  const [pid = 0, control = -1, memfd = -1] = out;
  const message = new Int32Array(4);
  return {
    pid,
    control,
    message,
    begin(config) {
      writeSync(memfd, config);
      closeSync(memfd);
      writeSync(control, Uint8Array.of(1));
    },
    receive() {
      const result = addon.receiveMessage(control, message);
      if (result <= -1000) throw new MonitorError("the monitor ended before the program was started", -result - 1000);
      return result;
    },
    acknowledge() {
      writeSync(control, Uint8Array.of(1));
    },
    close() {
      closeSync(control);
      addon.reapMonitor(pid);
    },
  };
}
