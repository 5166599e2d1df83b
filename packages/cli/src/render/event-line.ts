import { decidedBy } from "../report/summary.ts";
import type { DenialEvent } from "../report/denial-event.ts";
import { escapeBytes, escapeText } from "./escape-bytes.ts";

/** Prints an event as one line for people, while the program runs. */
export function eventLine(event: DenialEvent): string {
  const what = event.cap.length === 0 ? (event.ctx ?? event.sys) : event.cap.join(",");
  const target = event.path === undefined ? (event.addr ?? "") : escapeBytes(event.path);
  const who = `${escapeText(event.comm ?? "")}[${event.pid}]`;
  return `sbx: ${event.act} ${what} ${target} (${event.sys} by ${who}; ${decidedBy({ categories: event.cap, rules: event.rules })})\n`;
}
