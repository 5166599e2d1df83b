import { printable } from "./table.ts";

const EVERY_MS = 100;

/** A line that tells how far the work is, on a terminal only, and that leaves nothing behind. */
export class Progress {
  readonly #err: (text: string) => void;
  readonly #columns: number;
  #files = 0;
  #last = 0;
  #shown = false;

  /** `columns` is the width of the terminal; 0 keeps quiet. */
  constructor(err: (text: string) => void, columns: number) {
    this.#err = err;
    this.#columns = columns;
  }

  /** Counts a file, and now and then says so. */
  step(file: string): void {
    this.#files++;
    const now = performance.now();
    if (this.#columns === 0 || now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#shown = true;
    const text = `${this.#files} files  ${printable(file)}`;
    this.#err(`\r\u001b[K${text.length < this.#columns ? text : `${text.slice(0, this.#columns - 2)}…`}`);
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.#shown) this.#err("\r\u001b[K");
    this.#shown = false;
  }
}

/** Width of the terminal on standard error, 0 when there is none. */
export function terminalColumns(): number {
  if (process.stderr.isTTY !== true || process.env["TERM"] === "dumb") return 0;
  return process.stderr.columns ?? 80;
}
