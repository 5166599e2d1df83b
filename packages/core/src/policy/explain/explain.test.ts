import { describe, expect, test } from "vitest";
import type { Category } from "../category/category.ts";
import { parsePolicy } from "../parse/parse-policy.ts";
import { explain, type Explanation } from "./explain.ts";

const ask = (text: string, category: Category, target: string): Explanation => {
  const { policy } = parsePolicy([{ kind: "file", name: "p", text }], { environment: {} });
  return explain(policy, category, target);
};

const misses = (explanation: Explanation): string[] =>
  explanation.nearMisses.map(({ text, reason }) => `${text}: ${reason}`);

test("an explanation names the rule with its place, the error and the line that would allow it", () => {
  expect(ask("allow/read+/a/***\ndeny/read+/a/b", "read", "/a/b")).toEqual({
    category: "read",
    target: "/a/b",
    enabled: true,
    action: "deny",
    errno: "EACCES",
    rule: { action: "deny", text: "deny/read+/a/b", file: "p", line: 2, column: 1 },
    default: undefined,
    nearMisses: [
      {
        action: "allow",
        text: "allow/read+/a/***",
        file: "p",
        line: 1,
        column: 1,
        reason: "matches too, but the last match decides, and that is p:2",
      },
    ],
    allow: "allow/read+/a/b",
  });
});

test("without a matching rule the default decides", () => {
  expect(ask("default/write:kill", "write", "/x")).toMatchObject({
    action: "kill",
    rule: undefined,
    default: "kill",
    nearMisses: [],
  });
});

test("a category that is off lets everything pass", () => {
  expect(ask("sandbox/read:off\ndeny/read+/x", "read", "/x")).toMatchObject({
    enabled: false,
    action: "allow",
    errno: undefined,
    rule: undefined,
    default: undefined,
    nearMisses: [],
    allow: undefined,
  });
});

describe("near misses", () => {
  test.each<[string, Category, string, string[]]>([
    [
      "allow/readdir+/a/**",
      "readdir",
      "/a",
      ["allow/readdir+/a/**: matches what is in the directory, not the directory itself; /*** at the end does both"],
    ],
    ["allow/read+/a", "read", "/a/b", ["allow/read+/a: names the directory only; with /*** it has all that is below"]],
    ["allow/read+/a/*", "read", "/a/b/c", ["allow/read+/a/*: a single * stays within one directory; ** goes deeper"]],
    ["allow/read+/etc/hostname", "read", "/etc/hostnme", ["allow/read+/etc/hostname: is spelt nearly the same"]],
    [
      "allow/read+/home/user/***",
      "read",
      "/home/usr/file",
      ["allow/read+/home/user/***: begins with a directory that is spelt nearly the same"],
    ],
    ["allow/stat,write+/x", "read", "/x", ["allow/stat,write+/x: is a rule to allow stat, write, not read"]],
    ["allow/read+/other", "read", "/x", []],
  ])("%s for %s %s", (text, category, target, expected) => {
    expect(misses(ask(text, category, target))).toEqual(expected);
  });
});

describe("addresses", () => {
  test.each([
    ["10.0.0.1!80", "allow", "allow/net/connect+10.0.0.0/8!80"],
    ["10.0.0.1!81", "deny", undefined],
    ["tcp!10.0.0.1!80", "allow", "allow/net/connect+10.0.0.0/8!80"],
    ["/run/x", "allow", "allow/net/connect+/run/x"],
    ["unix!/run/x", "allow", "allow/net/connect+/run/x"],
  ])("%s", (target, action, rule) => {
    const explanation = ask("allow/net/connect+10.0.0.0/8!80\nallow/net/connect+/run/x", "net/connect", target);
    expect([explanation.action, explanation.rule?.text]).toEqual([action, rule]);
  });

  test.each([
    ["10.0.0.1!81", ["allow/net/connect+10.0.0.0/8!80,90-95: is for port 80,90-95, not 81"]],
    [
      "udp!10.1.0.1!53",
      [
        "allow/net/connect+tcp!10.1.0.0/16!53: is for another protocol",
        "allow/net/connect+10.0.0.0/8!80,90-95: is for port 80,90-95, not 53",
      ],
    ],
    ["10.9.9.9!95", ["allow/net/connect+10.0.0.0/8!80,90-95: matches too, but the last match decides"]],
    ["11.0.0.1!80", []],
    ["::1!80", []],
  ])("near misses of %s", (target, expected) => {
    const text =
      "allow/net/connect+10.0.0.0/8!80,90-95\nallow/net/connect+tcp!10.1.0.0/16!53\ndeny/net/connect+10.9.0.0/16!95";
    expect(misses(ask(text, "net/connect", target))).toEqual(expected);
  });

  test("a denied address has a line that would allow it", () => {
    expect(ask("", "net/connect", "10.0.0.1!80")).toMatchObject({
      errno: "ECONNREFUSED",
      allow: "allow/net/connect+10.0.0.1!80",
    });
  });
});
