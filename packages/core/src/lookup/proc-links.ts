import { isInsideBytes, nextNameEnd, nextNameStart } from "@sbx/path";
import { AT_FDCWD, O_CLOEXEC, O_RDONLY } from "../abi/fcntl.ts";
import { ERRNO } from "../abi/index.ts";
import { LINK, STATUS, STATUS_SIZE } from "../supervisor/request/arena.ts";
import { latin1 } from "../supervisor/latin1.ts";
import type { Call } from "../supervisor/request/call.ts";
import type { Kernel } from "../kernel.ts";
import type { Place } from "./place.ts";
import { isBelowProc, parseNumber, taskFileName } from "./proc-name.ts";

/** What is peculiar to `/proc`. */
export interface ProcRules {
  /** Processes that are absent for the program: sbx and its monitor. */
  readonly protectedPids: readonly number[];
  /** Directories that are absent: other places where `/proc` is mounted, in which `self` would be sbx (pitfall 107). */
  readonly absentDirectories: readonly Uint8Array[];
  /** Links to what another process holds open, its root or directory are refused (EACCES). */
  readonly ownMagiclinksOnly: boolean;
  /** An object without a name is absent through a magic link. */
  readonly noDeleted: boolean;
}

const PROC = 5;

/** The names of a canonical path as text. */
const namesOf = (bytes: Uint8Array, start: number, end: number): string[] => {
  const names: string[] = [];
  for (let from = nextNameStart(bytes, start, end); from < end;) {
    const to = nextNameEnd(bytes, from, end);
    names.push(latin1(bytes, from, to));
    from = nextNameStart(bytes, to, end);
  }
  return names;
};

/** Reads a field of `/proc/PID/status` as text; empty where the task is gone or has no such field. */
export function statusField(kernel: Kernel, pid: number, field: string): string {
  const { bytes } = kernel.arena;
  const fd = kernel.openat2(AT_FDCWD, taskFileName(bytes, pid, "status"), O_RDONLY | O_CLOEXEC, 0, 0);
  if (fd < 0) return "";
  const length = kernel.pread(fd, STATUS, STATUS_SIZE);
  kernel.close(fd);
  const line = latin1(bytes, STATUS, STATUS + Math.max(length, 0))
    .split("\n")
    .find((entry) => entry.startsWith(`${field}:\t`));
  return line === undefined ? "" : line.slice(field.length + 2);
}

/** The process of a thread. */
export const processOf = (kernel: Kernel, pid: number): number => Number(statusField(kernel, pid, "Tgid")) || pid;

/**
 * Whether the next component, `bytes[at, end)` below `place`, is the `/proc` entry of a process that is absent for the
 * program. Threads count too: they can be named though they are not listed.
 */
export function procStep(kernel: Kernel, rules: ProcRules, place: Place, at: number, end: number): boolean {
  const { bytes } = kernel.arena;
  if (place.end - place.start !== PROC || !isBelowProc(bytes, place.start, place.end)) return false;
  return isProtectedProcess(kernel, rules, parseNumber(bytes, at, end));
}

/** Whether the name of a directory is the `/proc` entry of a protected process or lies below one. */
export function isProtectedName(kernel: Kernel, rules: ProcRules, start: number, end: number): boolean {
  const { bytes } = kernel.arena;
  if (isAbsent(bytes, rules, start, end)) return true;
  if (end - start <= PROC + 1 || !isBelowProc(bytes, start, end)) return false;
  const from = start + PROC + 1;
  return isProtectedProcess(kernel, rules, parseNumber(bytes, from, nextNameEnd(bytes, from, end)));
}

/** Whether a canonical path is an absent directory or lies below one. */
export function isAbsent(bytes: Uint8Array, rules: ProcRules, start: number, end: number): boolean {
  for (const directory of rules.absentDirectories) {
    if (isInsideBytes(bytes, start, end, directory, 0, directory.length)) return true;
  }
  return false;
}

/** One that cannot be asked whose thread it is (it is gone, or sbx has no descriptor left) counts as protected: it is absent. */
function isProtectedProcess(kernel: Kernel, rules: ProcRules, pid: number): boolean {
  if (pid < 0) return false;
  if (rules.protectedPids.includes(pid)) return true;
  const process = Number(statusField(kernel, pid, "Tgid"));
  return process === 0 || rules.protectedPids.includes(process);
}

/**
 * Looks at a link whose directory is `place` without its last name.
 *
 * @returns 0 an ordinary link; 1 a magic one; 2 + n: its text for this caller is the n bytes at LINK; `-errno`
 */
export function linkInProc(kernel: Kernel, call: Call, rules: ProcRules, place: Place): number {
  const { bytes } = kernel.arena;
  if (!isBelowProc(bytes, place.start, place.end)) return 0;
  const [first, ...rest] = namesOf(bytes, place.start + PROC, place.end);
  if (first === "self" && rest.length === 0) return putLink(bytes, `${processOf(kernel, call.pid)}`);
  if (first === "thread-self" && rest.length === 0) {
    return putLink(bytes, `${processOf(kernel, call.pid)}/task/${call.pid}`);
  }
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0) return 0;
  const entry = rest[0] === "task" ? rest.slice(2) : rest;
  const magic =
    (entry.length === 1 && ["cwd", "root", "exe"].includes(entry[0] ?? "")) ||
    (entry.length === 2 && ["fd", "map_files", "ns"].includes(entry[0] ?? ""));
  if (!magic) return 0;
  if (rules.ownMagiclinksOnly && processOf(kernel, pid) !== processOf(kernel, call.pid)) return -ERRNO.EACCES;
  return 1;
}

function putLink(bytes: Uint8Array, target: string): number {
  for (let i = 0; i < target.length; i++) bytes[LINK + i] = target.charCodeAt(i);
  return 2 + target.length;
}
