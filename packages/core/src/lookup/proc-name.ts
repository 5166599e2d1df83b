import { isInsideBytes } from "@sbx/path";
import { PROC_NAME } from "../supervisor/request/arena.ts";

const CODES = {
  proc: [..."/proc/"].map((c) => c.charCodeAt(0)),
  self: [..."/proc/self/fd/"].map((c) => c.charCodeAt(0)),
} as const;

function putDigits(bytes: Uint8Array, at: number, value: number): number {
  let digits = 1;
  for (let rest = value; rest >= 10; rest = (rest / 10) | 0) digits++;
  let left = value;
  for (let i = at + digits - 1; i >= at; i--) {
    bytes[i] = 48 + (left % 10);
    left = (left / 10) | 0;
  }
  return at + digits;
}

function put(bytes: Uint8Array, at: number, codes: readonly number[]): number {
  for (let i = 0; i < codes.length; i++) bytes[at + i] = codes[i]!;
  return at + codes.length;
}

const SUFFIXES = {
  cwd: [..."/cwd"].map((c) => c.charCodeAt(0)),
  fd: [..."/fd/"].map((c) => c.charCodeAt(0)),
  status: [..."/status"].map((c) => c.charCodeAt(0)),
  root: [..."/root"].map((c) => c.charCodeAt(0)),
  stat: [..."/stat"].map((c) => c.charCodeAt(0)),
} as const;

/** Writes `/proc/self/fd/FD` with its NUL into the arena: a name of one of our own descriptors. Returns its offset. */
export function ownDescriptorName(bytes: Uint8Array, fd: number): number {
  bytes[putDigits(bytes, put(bytes, PROC_NAME, CODES.self), fd)] = 0;
  return PROC_NAME;
}

/** Writes `/proc/PID/cwd`, `/status`, `/root` or `/stat` with its NUL into the arena and returns its offset. */
export function taskFileName(bytes: Uint8Array, pid: number, file: "cwd" | "status" | "root" | "stat"): number {
  const end = put(bytes, putDigits(bytes, put(bytes, PROC_NAME, CODES.proc), pid), SUFFIXES[file]);
  bytes[end] = 0;
  return PROC_NAME;
}

/** Writes `/proc/PID/fd/FD` with its NUL into the arena and returns its offset. */
export function taskDescriptorName(bytes: Uint8Array, pid: number, fd: number): number {
  const end = put(bytes, putDigits(bytes, put(bytes, PROC_NAME, CODES.proc), pid), SUFFIXES.fd);
  bytes[putDigits(bytes, end, fd)] = 0;
  return PROC_NAME;
}

/** Parses the decimal number `bytes[start, end)`; −1 where it is none or too long to be a process. */
export function parseNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end <= start || end - start > 9) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

const PROC = Uint8Array.from("/proc", (c) => c.charCodeAt(0));

/** Whether `bytes[start, end)` is `/proc` or lies below it. */
export function isBelowProc(bytes: Uint8Array, start: number, end: number): boolean {
  return isInsideBytes(bytes, start, end, PROC, 0, PROC.length);
}
