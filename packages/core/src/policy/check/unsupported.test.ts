import { describe, expect, test } from "vitest";
import { parsePolicy, profileText, unsupportedFeatures } from "../index.ts";

const CONTEXT = { home: "/home/u", cwd: "/w", tmp: ["/tmp"], uid: 1000, gid: 1000, pathDirs: [] };

/** What is refused, and what is noted, of a policy that begins with profile off. */
const asked = (text: string): { refuse: string[]; note: string[] } => {
  const { policy } = parsePolicy(
    [
      { kind: "profile", name: "off" },
      { kind: "file", name: "p", text },
    ],
    { environment: {}, profileText: (name) => profileText(name, CONTEXT) },
  );
  const found = unsupportedFeatures(policy);
  const names = (severity: string): string[] =>
    found.filter((feature) => feature.severity === severity).map((feature) => feature.name);
  return { refuse: names("refuse"), note: names("note") };
};

describe("what is asked and not enforced is refused, what only relaxes is not", () => {
  test.each([
    ["", [], []],
    ["sandbox/read,write,net:on", [], []],
    ["sandbox/lock:on", ["sandbox/lock"], []],
    ["sandbox/force:on\nsandbox/force:off", [], []],
    ["sandbox/ioctl:on", ["sandbox/ioctl"], []],
    ["trace/deny_exec_elf32:1", ["trace/deny_exec_elf32"], []],
    ["trace/deny_exec_elf32:0", [], []],
    ["trace/allow_unsafe_shm:1", [], []],
    ["trace/allow_unsafe_memfd:1", [], ["trace/allow_unsafe_memfd"]],
    ["trace/force_local_net:1", ["trace/force_local_net"], []],
    ["trace/deny_dotdot:1", [], []],
    ["unshare/user:1", ["unshare/user"], []],
    ["mem/max:1G", ["sandbox/mem", "mem/max"], []],
    ["mem/max:0", [], []],
    ["rlimit/core:inf", ["rlimit/core"], []],
    ["rlimit/nofile:none", [], []],
    ["segvguard/expiry:0", [], []],
    ["log/rlimit_burst:0", [], ["log/rlimit_burst"]],
    ["mask+/x", ["mask"], []],
    ["bind+/a:/b", ["bind"], []],
    ["allow/lock/read+/x", [], []],
    ["lock:exec", [], []],
    ["lock:ipc", [], ["lock"]],
    ["lock:on", [], []],
  ])("%j", (text, refuse, note) => {
    expect(asked(text)).toEqual({ refuse, note });
  });
});

test("what the language has switched on at first says so", () => {
  const { policy } = parsePolicy([], { environment: {} });
  const found = unsupportedFeatures(policy).map((feature) => [feature.name, feature.fix, feature.mention]);
  expect(found).toEqual([
    ["sandbox/lock", "sandbox/lock:off", undefined],
    ["sandbox/pty", "sandbox/pty:off", undefined],
    ["sandbox/tpe", "sandbox/tpe:off", undefined],
    ["sandbox/ioctl", "sandbox/ioctl:off", undefined],
  ]);
});

test("the default profile asks for nothing that is not there", () => {
  const { policy } = parsePolicy([{ kind: "profile", name: "default" }], {
    environment: {},
    profileText: (name) => profileText(name, CONTEXT),
  });
  expect(unsupportedFeatures(policy).filter((feature) => feature.severity === "refuse")).toEqual([]);
});
