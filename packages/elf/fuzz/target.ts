import { exercise } from "./exercise.ts";

/** The function that a coverage-guided fuzzer calls with its inputs. */
export function fuzz(data: Buffer): void {
  exercise(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}
