import type { PolicyError } from "@sbx/core";
import type { ObservedEvent } from "../report/denial-event.ts";
import { escapeBytes } from "./escape-bytes.ts";
import { jsonText } from "./json-text.ts";

/** Prints an event as one line of JSON, with the keys of the policy language's log. */
export function logLine(event: ObservedEvent): string {
  return `${jsonText(logRecord(event))}\n`;
}

/** Prints an error in a policy as one line of JSON. */
export function policyErrorLine({ errno, file, line, column, message }: PolicyError): string {
  return `${JSON.stringify({ ctx: "configure_sandbox", err: errno, file, line, column, msg: message })}\n`;
}

/** Prints the end of the program as one line of JSON. */
export function endLine(end: {
  readonly status: number;
  readonly signal: number | undefined;
  readonly time: number;
}): string {
  const { status, signal, time } = end;
  const how = signal === undefined ? { status } : { status, signal };
  return `${JSON.stringify({ ctx: "wait", ...how, time: compactTime(time) })}\n`;
}

/** The record behind {@link logLine}: `cap` is a text where one category was asked, else a list. */
export function logRecord(event: ObservedEvent): Readonly<Record<string, unknown>> {
  const record: Record<string, unknown> = {};
  if (event.ctx !== undefined) record["ctx"] = event.ctx;
  if (event.cap.length === 1) record["cap"] = event.cap[0];
  else if (event.cap.length > 1) record["cap"] = event.cap;
  if (event.act !== "") record["act"] = event.act;
  record["sys"] = event.sys;
  record["pid"] = event.pid;
  if (event.comm !== undefined) record["cmd"] = event.comm;
  if (event.path !== undefined) record["path"] = escapeBytes(event.path);
  if (event.addr !== undefined) record["addr"] = event.addr;
  record["err"] = event.errno;
  record["time"] = compactTime(event.time);
  const rules = event.rules.map((rule) => `${rule.file}:${rule.line}: ${rule.text}`);
  if (rules.length > 0) record["rule"] = rules.length === 1 ? rules[0] : rules;
  if (event.tip !== undefined) record["tip"] = event.tip;
  return record;
}

/** `20260102T030405Z` of milliseconds since 1970. */
function compactTime(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, "");
}
