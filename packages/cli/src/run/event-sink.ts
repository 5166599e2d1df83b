import { writeAll } from "../output/write-all.ts";
import { eventLine } from "../render/event-line.ts";
import { logLine } from "../render/log-line.ts";
import type { DenialEvent } from "../report/denial-event.ts";
import { DenialCollector } from "../report/denial-collector.ts";
import { EventStream } from "../report/event-stream.ts";
import type { RunSettings } from "./settings.ts";

/** Takes the events of a run to everybody who asked for them. It is called while the program waits: it only writes. */
export class EventSink {
  readonly collector: DenialCollector = new DenialCollector();
  readonly stream: EventStream | undefined;
  readonly #line: ((event: DenialEvent) => string) | undefined;

  constructor(settings: Pick<RunSettings, "eventsFd" | "log" | "detail">) {
    this.stream = settings.eventsFd === undefined ? undefined : new EventStream(settings.eventsFd);
    this.#line = lineOf(settings);
  }

  take(event: DenialEvent): void {
    this.collector.add(event);
    if (this.#line !== undefined) writeAll(2, this.#line(event));
    this.stream?.event(event);
  }
}

function lineOf(settings: Pick<RunSettings, "log" | "detail">): ((event: DenialEvent) => string) | undefined {
  if (settings.log === "json") return logLine;
  return settings.detail === "verbose" ? eventLine : undefined;
}
