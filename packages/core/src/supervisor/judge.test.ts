import { describe, expect, test } from "vitest";
import { Sandbox, type SandboxOptions } from "../testing/sandbox.ts";

const sandbox = (rules: readonly string[], facts: SandboxOptions["facts"] = {}): Sandbox =>
  new Sandbox({ tree: { f: "x", d: { f: "x" } }, rules, facts });

const open = (s: Sandbox, path: string, flags = 0): string => s.call("open", path, flags, 0o600);

describe("what an action does with the call, and what is told of it", () => {
  test.each([
    ["deny/read+/f", "EACCES", ["deny read /f EACCES"], []],
    ["filter/read+/f", "EACCES", [], []],
    ["warn/read+/f", "fd 0", ["warn read /f 0"], []],
    ["stop/read+/f", "EACCES", ["stop read /f EACCES"], ["kill 501 19"]],
    ["abort/read+/f", "EACCES", ["abort read /f EACCES"], ["kill 501 6"]],
    ["kill/read+/f", "EACCES", ["kill read /f EACCES"], ["kill 501 9"]],
    ["panic/read+/f", "EACCES", ["panic read /f EACCES"], []],
    ["allow/read+/f", "fd 0", [], []],
  ])("%s: %s (pitfall 19)", (rule, answer, events, signals) => {
    const s = sandbox([rule]);
    expect([open(s, "/f"), s.told(), s.kernel.signals]).toEqual([answer, events, signals]);
  });

  test("exit ends the run and leaves the call unanswered", () => {
    const s = sandbox(["exit/read+/f"]);
    s.kernel.pose({ pid: 500, number: 2, args: ["/f", 0, 0], paths: 1 });
    expect([s.emulator.serve(), s.exitStatus, s.kernel.answers, s.told()]).toEqual([
      false,
      13,
      [],
      ["exit read /f EACCES"],
    ]);
  });

  test("nobody is signalled whose request is gone: the number may be another's (pitfall 48)", () => {
    const s = sandbox(["kill/read+/f"]);
    s.kernel.gone = true;
    expect([open(s, "/f"), s.kernel.signals]).toEqual(["not answered", []]);
  });
});

describe("of several categories the strictest action counts", () => {
  test.each([
    [["deny/read+/f", "warn/write+/f"], "EACCES", ["deny read,write /f EACCES"]],
    [["warn/read+/f", "deny/write+/f"], "EACCES", ["deny read,write /f EACCES"]],
    [["warn/read+/f", "allow/write+/f"], "fd 0", ["warn read,write /f 0"]],
    [["filter/read+/f", "deny/write+/f"], "EACCES", ["deny read,write /f EACCES"]],
    [["filter/read+/f", "warn/write+/f"], "EACCES", []],
    [["kill/read+/f", "deny/write+/f"], "EACCES", ["kill read,write /f EACCES"]],
  ])("%s: %s", (rules, answer, events) => {
    const s = sandbox(rules);
    expect([open(s, "/f", 2), s.told()]).toEqual([answer, events]);
  });
});

describe("the errno is the category's", () => {
  test.each([
    ["deny/walk+/d", "stat", "ENOENT"],
    ["deny/stat+/d", "stat", "EACCES"],
    ["deny/chdir+/d", "chdir", "EACCES"],
    ["deny/rmdir+/d", "rmdir", "EACCES"],
  ])("%s: %s gets %s", (rule, call, expected) => {
    const s = sandbox([rule]);
    const buffer = new Uint8Array(144);
    expect(call === "stat" ? s.call("stat", "/d", buffer) : s.call(call, "/d")).toBe(expected);
  });

  test.each([
    ["epoll_create1", "!eventpoll", "ENOMEM"],
    ["pipe2", "!pipe", "ENOMEM"],
    ["inotify_init1", "!inotify", "ENOMEM"],
    ["eventfd2", "!eventfd", "ENODEV"],
    ["timerfd_create", "!timerfd", "ENODEV"],
    ["fanotify_init", "!fanotify", "EPERM"],
    ["memfd_secret", "!secretmem", "EACCES"],
  ])("%s, which makes %s: %s", (call, name, errno) => {
    const s = sandbox([`deny/create+${name}`]);
    // Where it is simply allowed it is not even notified.
    expect([s.call(call, 0, 0), sandbox([`warn/create+${name}`]).call(call, 0, 0)]).toEqual([errno, "continued"]);
  });
});

describe("a dry run", () => {
  test.each([["deny"], ["kill"], ["filter"], ["exit"]])("lets %s pass and tells it", (action) => {
    const s = sandbox([`${action}/read+/f`], { dryRun: true });
    expect([open(s, "/f"), s.told(), s.exitStatus, s.kernel.signals]).toEqual([
      "fd 0",
      ["warn read /f 0"],
      undefined,
      [],
    ]);
  });
});

test("an event names the rules that decided and one that would allow the call", () => {
  const s = sandbox(["deny/read+/d/***", "deny/write+/d/f"]);
  open(s, "/d/f", 2);
  const [event] = s.events;
  expect({ ...event, path: undefined, rules: event?.rules.map((rule) => rule.category) }).toEqual({
    time: 0,
    pid: 501,
    sys: "open",
    cap: ["read", "write"],
    act: "deny",
    errno: 13,
    rules: ["read", "write"],
    tip: "allow/read,write+/d/f",
    path: undefined,
  });
});

test("a name reaches events as the bytes it is", () => {
  const s = new Sandbox({ tree: { "a\xff\n": "x" }, rules: ["deny/read+/a*"] });
  expect([open(s, "/a\xff\n"), s.told()]).toEqual(["EACCES", ["deny read /a\xff\n EACCES"]]);
});
