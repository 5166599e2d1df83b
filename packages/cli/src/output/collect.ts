import type { Output } from "./output.ts";

/** An output that keeps what was written, for tests. */
export interface CollectedOutput extends Output {
  readonly text: { out: string; err: string };
}

/** Makes an output that keeps what was written. */
export function collectOutput(): CollectedOutput {
  const text = { out: "", err: "" };
  return {
    text,
    out: (more) => {
      text.out += more;
    },
    err: (more) => {
      text.err += more;
    },
  };
}
