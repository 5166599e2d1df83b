import type { SyscallRow } from "../row.ts";
import { NOT_WITH_CAPABILITIES, ownIds } from "./variants/privileged.ts";

/** Users, groups and capabilities, by name. */
export const ID_CALLS: readonly SyscallRow[] = [
  { name: "capget", nr: { x64: 125, arm64: 90, ia32: 184 }, group: "id", args: ["struct", "struct"], verdict: "allow", note: "reads the program's own ids" },
  { name: "capset", nr: { x64: 126, arm64: 91, ia32: 185 }, group: "id", args: ["struct", "struct"], when: NOT_WITH_CAPABILITIES, verdict: "allow", note: "without capabilities there is nothing to set" },
  { name: "getegid", nr: { x64: 108, arm64: 177, ia32: 50 }, group: "id", args: [], verdict: "allow", note: "reads the program's own ids" },
  { name: "geteuid", nr: { x64: 107, arm64: 175, ia32: 49 }, group: "id", args: [], verdict: "allow", note: "reads the program's own ids" },
  { name: "getgid", nr: { x64: 104, arm64: 176, ia32: 47 }, group: "id", args: [], verdict: "allow", note: "reads the program's own ids" },
  { name: "getgroups", nr: { x64: 115, arm64: 158, ia32: 80 }, group: "id", args: ["int", "ids"], verdict: "allow", note: "reads the program's own ids" },
  { name: "getresgid", nr: { x64: 120, arm64: 150, ia32: 171 }, group: "id", args: ["struct", "struct", "struct"], verdict: "allow", note: "reads the program's own ids" },
  { name: "getresuid", nr: { x64: 118, arm64: 148, ia32: 165 }, group: "id", args: ["struct", "struct", "struct"], verdict: "allow", note: "reads the program's own ids" },
  { name: "getuid", nr: { x64: 102, arm64: 174, ia32: 24 }, group: "id", args: [], verdict: "allow", note: "reads the program's own ids" },
  { name: "setfsgid", nr: { x64: 123, arm64: 152, ia32: 139 }, group: "id", args: ["gid"], when: ownIds("gid", 1), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setfsuid", nr: { x64: 122, arm64: 151, ia32: 138 }, group: "id", args: ["uid"], when: ownIds("uid", 1), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setgid", nr: { x64: 106, arm64: 144, ia32: 46 }, group: "id", args: ["gid"], when: ownIds("gid", 1), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setgroups", nr: { x64: 116, arm64: 159, ia32: 81 }, group: "id", args: ["int", "ids"], verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setregid", nr: { x64: 114, arm64: 143, ia32: 71 }, group: "id", args: ["gid", "gid"], when: ownIds("gid", 2), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setresgid", nr: { x64: 119, arm64: 149, ia32: 170 }, group: "id", args: ["gid", "gid", "gid"], when: ownIds("gid", 3), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setresuid", nr: { x64: 117, arm64: 147, ia32: 164 }, group: "id", args: ["uid", "uid", "uid"], when: ownIds("uid", 3), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setreuid", nr: { x64: 113, arm64: 145, ia32: 70 }, group: "id", args: ["uid", "uid"], when: ownIds("uid", 2), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
  { name: "setuid", nr: { x64: 105, arm64: 146, ia32: 23 }, group: "id", args: ["uid"], when: ownIds("uid", 1), verdict: "serve", handler: "setid", answer: "deny", guards: "always", note: "the supervisor acts with the ids that the run began with" },
];
