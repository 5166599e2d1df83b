import { readFileSync } from "node:fs";
import type { DenialEvent } from "@sbx/core";
import { writeBeside } from "../output/write-beside.ts";
import { eventLine } from "../render/event-line.ts";
import { endLine, logLine } from "../render/log-line.ts";
import type { ObservedEvent } from "../report/denial-event.ts";
import { refusingCategories } from "../report/denial-event.ts";
import { DenialCollector } from "../report/denial-collector.ts";
import { EventStream } from "../report/event-stream.ts";
import type { Ending } from "./exit-status.ts";
import type { RunSettings } from "./settings.ts";

const WARN = 4;
const NOTICE = 5;
const INFO = 6;

/** Categories that programs ask all the time: their events are less urgent. */
const NOTICED = new Set(["walk", "list", "stat", "chdir"]);

/** Takes the events of a run to everybody who asked for them. It is called while the program waits: it only writes. */
export class EventSink {
  readonly collector: DenialCollector = new DenialCollector();
  readonly stream: EventStream | undefined;
  /** Least urgent level that the log shows; summary, report and stream have everything. */
  logLevel: number = NOTICE;
  readonly #line: ((event: ObservedEvent) => string) | undefined;

  constructor(settings: Pick<RunSettings, "eventsFd" | "log" | "detail">) {
    this.stream = settings.eventsFd === undefined ? undefined : new EventStream(settings.eventsFd);
    this.#line = lineOf(settings);
  }

  take(event: DenialEvent): void {
    const observed = observe(event);
    this.collector.add(observed);
    if (this.#line !== undefined && levelOf(event) <= this.logLevel)
      writeBeside(2, this.#line(observed), "during the run");
    this.stream?.event(observed);
  }

  /** Tells that the program has ended: the log from the level `info`, the stream always. */
  end({ status, signal }: Pick<Ending, "status" | "signal">, time: number): void {
    if (this.#line === logLine && this.logLevel >= INFO)
      writeBeside(2, endLine({ status, signal, time }), "at the end");
    this.stream?.end(status);
  }
}

function levelOf(event: DenialEvent): number {
  const categories = refusingCategories(event);
  return categories.length > 0 && categories.every((category) => NOTICED.has(category)) ? NOTICE : WARN;
}

/** The caller waits for its answer, so that its name can still be read. */
function observe(event: DenialEvent): ObservedEvent {
  try {
    return { ...event, comm: readFileSync(`/proc/${event.pid}/comm`, "utf8").trimEnd() };
  } catch {
    return event;
  }
}

function lineOf(settings: Pick<RunSettings, "log" | "detail">): ((event: ObservedEvent) => string) | undefined {
  if (settings.log === "json") return logLine;
  return settings.detail === "verbose" ? eventLine : undefined;
}
