import { GlobError } from "../errors.ts";
import { bracketMemory, parseClass } from "./classes.ts";

const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const BRACKET = 0x5b;
const BACKSLASH = 0x5c;

/** One pattern stands for at most so many. */
export const BRACE_ALTERNATIVES_MAX = 1_024;
/** The alternatives of one pattern have at most so many bytes together. */
export const BRACE_BYTES_MAX = 1_048_576;

/** Only where a class ends matters here. */
const READING = { pathAware: true, ignoreCase: false } as const;

/** The first `{…}` with a comma: offsets of its brace, its commas and its closing brace. */
type Group = readonly number[];

/**
 * Finds the first group from `from` on. Braces inside a class and escaped ones are ordinary, as are braces that are not
 * closed or hold no comma (`{a}`), like in a shell.
 */
function firstGroup(pattern: Uint8Array, from: number): Group | undefined {
  const brackets = bracketMemory();
  const open: number[][] = [];
  let first: number[] | undefined;
  for (let at = from; at < pattern.length; at++) {
    const byte = pattern[at];
    if (byte === BACKSLASH) at++;
    else if (byte === BRACKET) at = (parseClass(pattern, at, READING, brackets)?.end ?? at + 1) - 1;
    else if (byte === OPEN) open.push([at]);
    else if (byte === COMMA) open.at(-1)?.push(at);
    else if (byte === CLOSE) {
      const group = open.pop();
      if (group === undefined || group.length === 1) continue;
      group.push(at);
      if (first === undefined || group[0]! < first[0]!) first = group;
      // Nothing that is still open can begin earlier and be closed before this one: only an outer group can.
      if (open.length === 0) return first;
    }
  }
  return first;
}

function tooMany(what: string): GlobError {
  return new GlobError(
    "ERR_GLOB_BRACES",
    `the braces of the pattern stand for more than ${what}`,
    "write several patterns, or a wildcard in place of the alternatives",
  );
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The pattern with one of the alternatives in place of the group; braces before `at` are done. */
interface Pending {
  readonly pattern: Uint8Array;
  readonly at: number;
}

function expandGroup({ pattern }: Pending, group: Group): Pending[] {
  const start = group[0]!;
  const before = pattern.subarray(0, start);
  const after = pattern.subarray(group.at(-1)! + 1);
  return group.slice(1).map((end, index) => ({
    pattern: concat([before, pattern.subarray(group[index]! + 1, end), after]),
    at: start,
  }));
}

/**
 * All patterns that a pattern with `{a,b}` stands for, in order.
 *
 * @throws {GlobError} `ERR_GLOB_BRACES` beyond 1,024 alternatives or 1 MiB.
 */
export function expandBraces(pattern: Uint8Array): Uint8Array[] {
  if (!pattern.includes(OPEN)) return [pattern];
  const done: Uint8Array[] = [];
  const pending: Pending[] = [{ pattern, at: 0 }];
  let bytes = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const group = firstGroup(next.pattern, next.at);
    if (group === undefined) {
      done.push(next.pattern);
      continue;
    }
    if (done.length + pending.length + group.length - 1 > BRACE_ALTERNATIVES_MAX) {
      throw tooMany(`${BRACE_ALTERNATIVES_MAX} alternatives`);
    }
    const alternatives = expandGroup(next, group);
    bytes += alternatives.reduce((sum, alternative) => sum + alternative.pattern.length, 0);
    if (bytes > BRACE_BYTES_MAX) throw tooMany(`${BRACE_BYTES_MAX} bytes`);
    pending.push(...alternatives.reverse());
  }
  return done;
}

/** Whether a brace occurs: then escapes apply even if the pattern has no wildcard. */
export function hasBrace(pattern: Uint8Array): boolean {
  return pattern.includes(OPEN);
}
