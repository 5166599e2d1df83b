import { writeAll } from "./write-all.ts";
import { writeBeside } from "./write-beside.ts";

/** Where a command writes: results to `out`, everything else to `err`. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** The descriptors of this process. */
export const PROCESS_OUTPUT: Output = {
  out: (text) => writeAll(1, text),
  err: (text) => writeBeside(2, text, "at the end"),
};
