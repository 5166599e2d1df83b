import { describe, expect, test } from "vitest";
import { testContext } from "../filter/test-context.ts";
import { dispatchTable } from "./dispatch.ts";
import { OutcomeResolver } from "./outcome-resolver.ts";
import type { SyscallRow } from "./row.ts";
import { SYSCALLS } from "./table.ts";

const row = (name: string): SyscallRow => {
  const found = SYSCALLS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no row ${name}`);
  return found;
};

/** Handler, or errno, of a notified call. */
function resolve(resolver: OutcomeResolver, name: string, ...args: readonly number[]): string {
  const outcome = resolver.outcomeOf(row(name), args.map(BigInt));
  if (outcome.verdict === "serve") return outcome.handler;
  return outcome.verdict === "refuse" ? outcome.errno : outcome.verdict;
}

describe("a notification stands for", () => {
  const resolver = new OutcomeResolver(testContext("all"));
  test.each([
    ["openat", [0, 0, 0o101], "open"],
    ["openat", [0, 0, 0], "open"],
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
  ] as const)("%s %o: %s", (name, args, outcome) => {
    expect(resolve(resolver, name, ...args)).toBe(outcome);
  });

  test("the refusal of a chroot that nothing guards", () => {
    expect(resolve(new OutcomeResolver(testContext()), "chroot", 0)).toBe("EPERM");
  });
});

describe("the table by number", () => {
  test.each([
    ["x64", 257, "openat", 0b10],
    ["x64", 82, "rename", 0b11],
    ["x64", 266, "symlinkat", 0b101],
    ["x64", 316, "renameat2", 0b1010],
    ["x64", 301, "fanotify_mark", 0b10000],
    ["x64", 0, "read", 0],
    ["arm64", 56, "openat", 0b10],
    ["arm64", 221, "execve", 0b1],
  ] as const)("%s %i is %s with the paths %i", (arch, number, name, paths) => {
    const table = dispatchTable(arch);
    expect([table.rows[number]?.name, table.pathArguments[number]]).toEqual([name, paths]);
  });

  test("has a hole where no call is", () => {
    const { rows, pathArguments } = dispatchTable("x64");
    expect([rows[400], pathArguments[400], rows.length, pathArguments.length]).toEqual([undefined, 0, 470, 470]);
  });
});
