import { expect, test } from "vitest";
import { testContext } from "../filter/test-context.ts";
import type { FilterContext } from "./context.ts";
import { outcomeOf } from "./outcome.ts";
import { SYSCALLS } from "./table.ts";

/** Handler, errno or verdict of a call. */
function resolve(context: FilterContext, name: string, ...args: readonly number[]): string {
  const row = SYSCALLS.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no row ${name}`);
  const outcome = outcomeOf(row, context, args.map(BigInt));
  if (outcome.verdict === "serve") return outcome.handler;
  return outcome.verdict === "refuse" ? outcome.errno : outcome.verdict;
}

test.each([
  ["openat", [0, 0, 0o101], "open"],
  ["unlinkat", [0, 0, 0x200], "rmdir"],
  ["unlinkat", [0, 0, 0], "unlink"],
  ["mknod", [0, 0o010644], "mknod"],
  ["mknod", [0, 0o020644], "EPERM"],
  ["socket", [16, 3, 9], "EPROTONOSUPPORT"],
  ["socket", [40, 1, 0], "EAFNOSUPPORT"],
  ["socketpair", [1, 1, 0], "socketpair"],
  ["ptrace", [16, 1], "EPERM"],
  ["setuid", [0], "setid"],
  ["chroot", [0], "chroot"],
  ["prctl", [4, 0], "pretend"],
] as const)("with everything guarded, %s %o: %s", (name, args, outcome) => {
  expect(resolve(testContext("all"), name, ...args)).toBe(outcome);
});

test.each([
  [["read"], 1024, "EINVAL"],
  [["write"], 1040, "EINVAL"],
  [["walk"], 0x1_0000_0400, "EINVAL"],
  [["read"], 1025, "allow"],
  [[], 1024, "allow"],
  [["stat"], 1024, "allow"],
] as const)("where %j is guarded, fcntl %i is not lifted by an option: %s (review 10)", (guarded, command, outcome) => {
  expect(resolve(testContext(guarded, []), "fcntl", 3, command, 1)).toBe(outcome);
});

test.each([
  ["openat", [0, 0, 0o101], "allow"],
  ["chroot", [0], "EPERM"],
  ["unlinkat", [0, 0, 0x200], "allow"],
] as const)("with nothing guarded, %s %o: %s", (name, args, outcome) => {
  expect(resolve(testContext(), name, ...args)).toBe(outcome);
});
