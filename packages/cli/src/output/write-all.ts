import { writeSync } from "node:fs";

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes a text to a descriptor, whole, without touching `process.stdout`: that would set O_NONBLOCK on a pipe that the
 * program shares. Where somebody else set it, it waits. A reader that is gone is no error.
 */
export function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(fd, bytes, offset);
    } catch (error) {
      if (!isBusy(error)) return;
      Atomics.wait(pause, 0, 0, 2);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "EAGAIN" || error.code === "EINTR");
}
