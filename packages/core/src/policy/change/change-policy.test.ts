import { describe, expect, test } from "vitest";
import { errnoName } from "../../abi/index.ts";
import { PolicyError } from "../errors.ts";
import { parsePolicy } from "../parse/parse-policy.ts";
import type { Policy } from "../policy.ts";
import { profileText } from "../profiles/profile-text.ts";
import { changePolicy } from "./change-policy.ts";

const CONTEXT = { home: "/h", cwd: "/w", tmp: [], uid: 0, gid: 0, pathDirs: [] };

const start = (text: string): Policy =>
  parsePolicy(
    [
      { kind: "profile", name: "off" },
      { kind: "file", name: "p", text },
    ],
    { environment: {}, profileText: (name) => profileText(name, CONTEXT) },
  ).policy;

const outcome = (policy: Policy, command: string): string => {
  try {
    const { answer } = changePolicy(policy, command, { environment: {} });
    return answer === false ? "ENOENT" : "OK";
  } catch (error) {
    if (error instanceof PolicyError) return errnoName(error.errno);
    throw error;
  }
};

describe("commands at run time, as recorded", () => {
  test.each([
    ["O237", "allow/lock/read+/etc", "EBUSY"],
    ["O237", "deny/lock/read+/etc default/pid:deny segvguard/maxcrashes:0", "EINVAL"],
    ["O239", "sandbox/read? sandbox/exec? sandbox/lock? sandbox/uring? unshare/user? sandbox/all?", "ENOENT"],
    ["O239", "sandbox/nosuch? lock? trace/deny_dotdot?", "EINVAL"],
    ["O241", "sandbox/stat:on sandbox/list:on sandbox/notify:on sandbox/readlink:on sandbox/chdir:on", "EBUSY"],
    ["O241", "sandbox/ioctl:on sandbox/mem:on sandbox/pid:on sandbox/force:on sandbox/pty:on sandbox/lock:on", "EBUSY"],
    ["O241", "sandbox/walk:on sandbox/fs:on sandbox/net:on sandbox/sendfd:on sandbox/tpe:on sandbox/exec:on", "OK"],
    ["O242", "log/level:7 log/verbose:3 mem/max:1G pid/max:100 pipe/max:4096 xattr/max:0 force^", "OK"],
    ["O242", "trace/deny_dotdot:1 trace/force_umask:077 trace/force_cloexec:1 uts/host:a segvguard/expiry:0", "OK"],
    [
      "O242",
      "timeout:9 trace/allow_unsafe_cbpf:1 setenv!A=b passenv+X rlimit/nofile:9 bind+/a:/b ipc:none domain+@a",
      "EBUSY",
    ],
    ["O242", "@a/sandbox/read:on cmd/move!a", "EINVAL"],
    ["O393", "block+10.0.0.0/8 block! block^", "OK"],
    ["O393", "allow/net/link+route", "EBUSY"],
    ["O414", "nosuch sandbox/nosuch:on sandbox/read:maybe load/nosuch", "EINVAL"],
    ["O414", "unshare/user:on", "EBUSY"],
  ])("%s %s: %s", (_, commands, expected) => {
    const all = commands.split(" ");
    const policy = start("");
    expect(all.map((command) => outcome(policy, command))).toEqual(all.map(() => expected));
  });

  test.each([
    ["lock:on", "sandbox/read:on", "ENOENT"],
    ["lock:read", "sandbox/read?", "ENOENT"],
    ["lock:drop", "deny/read+/x", "OK"],
    ["lock:drop", "allow/read+/x", "EPERM"],
    ["lock:exec", "lock:off", "EPERM"],
    ["lock:off", "lock:exec", "OK"],
  ])("under %s: %s is %s", (lock, command, expected) => {
    expect(outcome(start(lock), command)).toBe(expected);
  });
});

test("the policy before stays as it was", () => {
  const before = start("sandbox/read:on\nallow/read+/a");
  const { policy } = changePolicy(before, "deny/read+/b", { environment: {} });
  expect([before.rules[3]?.length, policy.rules[3]?.length]).toEqual([1, 2]);
  expect(
    changePolicy(policy, "allow/read-/a", { environment: {} }).policy.rules[3]?.map(({ pattern }) => pattern),
  ).toEqual(["/b"]);
  expect(policy.rules[3]?.map(({ pattern }) => pattern)).toEqual(["/a", "/b"]);
});
