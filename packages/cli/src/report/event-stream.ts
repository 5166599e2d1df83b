import { fstatSync } from "node:fs";
import { UsageError } from "../arguments/usage-error.ts";
import { writeBeside } from "../output/write-beside.ts";
import { jsonText } from "../render/json-text.ts";
import { logRecord } from "../render/log-line.ts";
import type { ObservedEvent } from "./denial-event.ts";
import { REPORT_VERSION } from "./report-document.ts";

/** Writes events as lines of JSON to a descriptor that the caller gave. */
export class EventStream {
  readonly #fd: number;

  /** @throws {UsageError} where the descriptor is not open */
  constructor(fd: number) {
    try {
      fstatSync(fd);
    } catch {
      throw new UsageError(
        `--events-fd ${fd}: that descriptor is not open`,
        `open it: sbx run --events-fd ${fd} … ${fd}>FILE`,
      );
    }
    this.#fd = fd;
  }

  start(command: readonly string[]): void {
    this.#line({ type: "start", version: REPORT_VERSION, command }, "during the run");
  }

  event(event: ObservedEvent): void {
    this.#line({ type: "refusal", ...logRecord(event) }, "during the run");
  }

  end(status: number): void {
    this.#line({ type: "end", status }, "at the end");
  }

  #line(record: Readonly<Record<string, unknown>>, when: "during the run" | "at the end"): void {
    writeBeside(this.#fd, `${jsonText(record)}\n`, when);
  }
}
