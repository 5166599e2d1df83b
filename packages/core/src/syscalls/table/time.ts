import type { SyscallRow } from "../row.ts";
import { ADJTIMEX } from "./variants/privileged.ts";

/** Clocks and timers, by name. */
export const TIME_CALLS: readonly SyscallRow[] = [
  { name: "adjtimex", nr: { x64: 159, arm64: 171, ia32: 124 }, group: "time", args: ["struct"], when: ADJTIMEX, verdict: "allow", note: "reads the clock; the kernel lets nobody without capabilities set it" },
  { name: "alarm", nr: { x64: 37, ia32: 27 }, group: "time", args: ["int"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "clock_adjtime", nr: { x64: 305, arm64: 266, ia32: 343 }, group: "time", args: ["clock", "struct"], when: ADJTIMEX, verdict: "allow", note: "reads the clock; the kernel lets nobody without capabilities set it" },
  { name: "clock_getres", nr: { x64: 229, arm64: 114, ia32: 266 }, group: "time", args: ["clock", "time"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "clock_gettime", nr: { x64: 228, arm64: 113, ia32: 265 }, group: "time", args: ["clock", "time"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "clock_nanosleep", nr: { x64: 230, arm64: 115, ia32: 267 }, group: "time", args: ["clock", "flags", "time", "time"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "clock_settime", nr: { x64: 227, arm64: 112, ia32: 264 }, group: "time", args: ["clock", "time"], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_time", note: "sets the clock" },
  { name: "getitimer", nr: { x64: 36, arm64: 102, ia32: 105 }, group: "time", args: ["int", "struct"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "gettimeofday", nr: { x64: 96, arm64: 169, ia32: 78 }, group: "time", args: ["struct", "struct"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "nanosleep", nr: { x64: 35, arm64: 101, ia32: 162 }, group: "time", args: ["time", "time"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "setitimer", nr: { x64: 38, arm64: 103, ia32: 104 }, group: "time", args: ["int", "struct", "struct"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "settimeofday", nr: { x64: 164, arm64: 170, ia32: 79 }, group: "time", args: ["struct", "struct"], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_time", note: "sets the clock" },
  { name: "time", nr: { x64: 201, ia32: 13 }, group: "time", args: ["struct"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "timer_create", nr: { x64: 222, arm64: 107, ia32: 259 }, group: "time", args: ["clock", "struct", "struct"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "timer_delete", nr: { x64: 226, arm64: 111, ia32: 263 }, group: "time", args: ["int"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "timer_getoverrun", nr: { x64: 225, arm64: 109, ia32: 262 }, group: "time", args: ["int"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "timer_gettime", nr: { x64: 224, arm64: 108, ia32: 261 }, group: "time", args: ["int", "time"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "timer_settime", nr: { x64: 223, arm64: 110, ia32: 260 }, group: "time", args: ["int", "int", "time", "time"], verdict: "allow", note: "clocks and timers of the program" },
  { name: "times", nr: { x64: 100, arm64: 153, ia32: 43 }, group: "time", args: ["struct"], verdict: "allow", note: "clocks and timers of the program" },
];
