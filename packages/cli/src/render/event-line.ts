import { decidedBy } from "../report/summary.ts";
import type { ObservedEvent } from "../report/denial-event.ts";
import { refusingCategories } from "../report/denial-event.ts";
import { escapeBytes, escapeText } from "./escape-bytes.ts";

/** Prints an event as one line for people, while the program runs. */
export function eventLine(event: ObservedEvent): string {
  const categories = refusingCategories(event);
  const what = categories.length === 0 ? (event.ctx ?? event.sys) : categories.join(",");
  const target = event.path === undefined ? (event.addr ?? "") : escapeBytes(event.path);
  const who = `${escapeText(event.comm ?? "")}[${event.pid}]`;
  const rules = event.rules.filter((rule) => categories.includes(rule.category));
  return `sbx: ${event.act === "" ? "" : `${event.act} `}${what} ${target} (${event.sys} by ${who}; ${decidedBy({ categories, rules, reason: event.tip })})\n`;
}
