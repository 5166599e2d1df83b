import { expect, test } from "vitest";
import { AUDIT_ARCH } from "../abi/index.ts";
import { compileFilter, simulate } from "../filter/index.ts";
import { policyOf } from "../testing/sandbox.ts";
import { filterContext, type RunFacts } from "./assemble.ts";

const FACTS: RunFacts = {
  arch: "x64",
  protectedPids: [],
  protectedSymlinks: true,
  uid: 1000,
  gid: 1000,
  umask: 0o022,
  dryRun: false,
  hasCapabilities: false,
  signalScope: true,
};
const PIPE2 = 293;
const EPOLL_CREATE1 = 291;
const STAT = 4;
const OPEN = 2;

const verdict = (rules: readonly string[], nr: number): string => {
  const program = compileFilter(filterContext(policyOf(rules), FACTS));
  return simulate(program, { arch: AUDIT_ARCH.x64, nr, args: [0n, 0n, 0n, 0n, 0n, 0n] }).action;
};

// A notified call that waits can be interrupted by a signal, which pipe2 never is outside (pitfall 89).
test.each([
  [
    "simply allowed: the kernel does it",
    ["sandbox/create:on", "default/create:deny", "allow/create+!*"],
    PIPE2,
    "allow",
  ],
  ["allowed by name", ["sandbox/create:on", "default/create:deny", "allow/create+!pipe"], PIPE2, "allow"],
  [
    "another object is notified",
    ["sandbox/create:on", "default/create:deny", "allow/create+!pipe"],
    EPOLL_CREATE1,
    "notify",
  ],
  ["denied: notified", ["sandbox/create:on", "default/create:deny"], PIPE2, "notify"],
  ["warned about: notified", ["sandbox/create:on", "default/create:deny", "warn/create+!pipe"], PIPE2, "notify"],
  ["not guarded", ["sandbox/create:off"], PIPE2, "allow"],
])("an object without a path, %s", (_, rules, nr, expected) => {
  expect(verdict(rules, nr)).toBe(expected);
});

const LIFTED = ["deleted", "filename", "symlinks", "stat_bdev", "stat_cdev"].map(
  (name) => `trace/allow_unsafe_${name}:1`,
);

// Programs ask for metadata more often than for anything else.
test.each([
  ["other processes' links are kept from stat", [], "notify", "notify"],
  ["they are not kept from stat", ["trace/allow_unsafe_stat_magiclinks:1"], "allow", "notify"],
  ["they are kept from nothing", ["trace/allow_unsafe_magiclinks:1"], "allow", "notify"],
  ["stat is guarded", ["trace/allow_unsafe_stat_magiclinks:1", "sandbox/stat:on"], "notify", "notify"],
  ["names are hidden", ["trace/allow_unsafe_stat_magiclinks:1", "sandbox/walk:on"], "notify", "notify"],
])("where %s", (_, rules, stat, open) => {
  const policy = ["sandbox/all:off", "sandbox/read:on", ...LIFTED, ...rules];
  expect([verdict(policy, STAT), verdict(policy, OPEN)]).toEqual([stat, open]);
});
