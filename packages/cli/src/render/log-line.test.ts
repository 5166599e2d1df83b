import { expect, test } from "vitest";
import { endLine, logLine } from "./log-line.ts";

const base = { time: Date.UTC(2026, 0, 2, 3, 4, 5, 678), pid: 42, sys: "openat", act: "deny", errno: 13, rules: [] };

test("one category is a text", () => {
  const event = { ...base, cap: ["read"], comm: "cat", path: Buffer.from("/etc/shadow") };
  expect(logLine(event)).toBe(
    '{"cap":"read","act":"deny","sys":"openat","pid":42,"cmd":"cat","path":"/etc/shadow","err":13,"time":"20260102T030405Z"}\n',
  );
});

test("several categories are a list, rules name their place", () => {
  const rules = [{ category: "write", text: "deny/write+/x", file: "a.syd-3", line: 7, column: 1 }];
  expect(logLine({ ...base, cap: ["write", "create"], path: Buffer.from("/x"), rules, tip: "do this" })).toBe(
    '{"cap":["write","create"],"act":"deny","sys":"openat","pid":42,"path":"/x","err":13,"time":"20260102T030405Z","rule":"a.syd-3:7: deny/write+/x","tip":"do this"}\n',
  );
});

test("an event without a category has its context", () => {
  expect(logLine({ ...base, sys: "execve", cap: [], ctx: "verify_elf", act: "warn" })).toBe(
    '{"ctx":"verify_elf","act":"warn","sys":"execve","pid":42,"err":13,"time":"20260102T030405Z"}\n',
  );
});

test("control bytes of a path do not reach the terminal (pitfall 9)", () => {
  const event = { ...base, cap: ["read"], path: Buffer.from('/tmp/\u001b]0;x\u0007\n"cap":"no"') };
  expect(logLine(event)).toContain('"path":"/tmp/\\\\x1b]0;x\\\\x07\\\\x0a\\"cap\\":\\"no\\""');
});

test("an address", () => {
  expect(logLine({ ...base, sys: "connect", cap: ["net/connect"], addr: "127.0.0.1!22", errno: 111 })).toContain(
    '"addr":"127.0.0.1!22","err":111',
  );
});

test("the end of the program (O242)", () => {
  const time = base.time;
  expect(endLine({ status: 3, signal: undefined, time })).toBe('{"ctx":"wait","status":3,"time":"20260102T030405Z"}\n');
  expect(endLine({ status: 137, signal: 9, time })).toBe(
    '{"ctx":"wait","status":137,"signal":9,"time":"20260102T030405Z"}\n',
  );
});
