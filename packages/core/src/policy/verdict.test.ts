import { describe, expect, test } from "vitest";
import {
  profileText,
  actionOf,
  ACTIONS,
  CATEGORY_INDEX,
  compilePolicy,
  openPolicy,
  parsePolicy,
  type Category,
} from "./index.ts";
import { encodeUtf8 } from "./utf8.ts";

const CONTEXT = { home: "/home/u", cwd: "/r", tmp: ["/tmp"], uid: 1000, gid: 1000, pathDirs: [] };

/** The action for a name under commands separated by ` ; `, as the recorded rows write them. */
const verdict = (commands: string, category: Category, name: string): string => {
  const { policy } = parsePolicy(
    commands.split(" ; ").map((text) => ({ kind: "line", text })),
    { environment: { X: "/r", SYD_PWD: "/r" } },
  );
  const bytes = encodeUtf8(name);
  const sealed = openPolicy(compilePolicy(policy));
  return ACTIONS[actionOf(sealed.decide(CATEGORY_INDEX[category], bytes, 0, bytes.length))] ?? "none";
};

describe("the last rule that matches decides", () => {
  test.each([
    ["O196", "allow/read+/r/*** ; deny/read+/r/f", "deny", "allow"],
    ["O197", "deny/read+/r/f ; allow/read+/r/***", "allow", "allow"],
    ["O198", "allow/read+/r/f ; deny/read+/r/f", "deny", "deny"],
    ["O199", "deny/read+/r/f ; allow/read+/r/f", "allow", "deny"],
    ["O200", "allow/read+/r/*** ; deny/read+/r/f ; allow/read+/r/?", "allow", "allow"],
    ["O201", "allow/read+/r/*** ; deny/read+/r/* ; deny/read-/r/*", "allow", "allow"],
    ["O202", "allow/read+/r/f ; deny/read+/r/f ; allow/read+/r/f ; allow/read-/r/f", "deny", "deny"],
    ["O203", "allow/read+/r/f ; deny/read+/r/f ; allow/read+/r/f ; deny/read+/r/f ; deny/read-/r/f", "allow", "deny"],
    ["O204", "deny/read+/r/f ; allow/read+/r/f ; deny/read+/r/f ; allow/read+/r/f ; allow/read^/r/f", "deny", "deny"],
    ["O206", "allow/read+/r/*** ; deny/read+/r/g ; deny/read-/r/none", "allow", "deny"],
    ["O207", "allow/read+/r/*** ; warn/read+/r/f", "warn", "allow"],
    ["O208", "allow/read+/r/*** ; deny/read+/r/f ; filter/read+/r/f", "filter", "allow"],
    ["O209", "allow/read+/r/*** ; kill/read+/r/f ; deny/read+/r/f", "deny", "allow"],
    ["O210", "allow/rpath+/r/***", "allow", "allow"],
    ["O211", "allow/all+/r/***", "allow", "allow"],
    ["O212", "allow/all-x+/r/***", "allow", "allow"],
    ["O213", "allow/read,stat,write+/r/f", "allow", "deny"],
    ["O215", "default/read:allow ; deny/read+/r/f", "deny", "allow"],
    ["O216", "default/read:deny ; default/read:allow", "allow", "allow"],
    ["O217", "allow/read+/*** ; sandbox/read:off ; deny/read+/r/f", "allow", "allow"],
    ["O218", "allow/read+/r/*** ; sandbox/read:off ; sandbox/read:on", "allow", "allow"],
    ["O219", "allow/read+/r/* ; deny/read+/r/[f]", "deny", "allow"],
    ["O220", "allow/read+/r/*** ; deny/read+/r/l", "allow", "allow"],
    ["O224", "allow/read+/r//f", "allow", "deny"],
    ["O225", "allow/read+/r/f/", "allow", "deny"],
    ["O228", "allow/read+${X}/f", "allow", "deny"],
    ["O230", "allow/read+${NO_SUCH_VARIABLE:-/r}/f", "allow", "deny"],
    ["O327", "allow/read+/*** ; deny/read+/r/f", "deny", "allow"],
  ])("%s: sandbox/read:on ; %s", (_, rules, f, g) => {
    const commands = `sandbox/read:on ; ${rules}`;
    expect([verdict(commands, "read", "/r/f"), verdict(commands, "read", "/r/g")]).toEqual([f, g]);
  });

  test.each([
    ["O231", "2f6574632f686f73746e616d65", "/etc/hostname", "/r/f"],
    ["O232", "2F6574632F2A2A", "/etc/hostname", "/r/f"],
  ])("%s: %s is decoded before it is a pattern", (_, pattern, allowed, denied) => {
    const commands = `allow/read+${pattern}`;
    expect([verdict(commands, "read", allowed), verdict(commands, "read", denied)]).toEqual(["allow", "deny"]);
  });
});

describe("names that are no paths", () => {
  test.each<[string, string, Category, string, string]>([
    ["O044", "allow/create+!memfd:m ; allow/create+!pipe", "create", "!memfd:m", "allow"],
    ["O045", "allow/create+!*", "create", "!eventpoll", "allow"],
    ["O046", "allow/create+/***", "create", "!pipe", "deny"],
    ["O047", "allow/create+!memfd:a*", "create", "!memfd:abc", "allow"],
    ["O047", "allow/create+!memfd:a*", "create", "!memfd:b", "deny"],
    ["O047", "allow/create+!memfd:a*", "create", "!memfd:a/b", "deny"],
    ["O048", "allow/create+!memfd:**", "create", "!memfd:a/b", "allow"],
    ["O048", "allow/create+!memfd:**", "create", "!memfd-hugetlb:h", "deny"],
    ["O107", "allow/sendfd+!all", "sendfd", "!memfd:a/b", "allow"],
    ["O109", "allow/sendfd+!*", "sendfd", "!socket", "allow"],
    ["O350", "allow/net/connect+/r/***", "net/connect", "@sbxprobe", "deny"],
    ["O351", "allow/net/connect+@sbx*", "net/connect", "@sbxprobe", "allow"],
    ["O351", "allow/net/connect+@sbx*", "net/connect", "/r/u", "deny"],
    ["O352", "allow/net/connect+unix!/r/u", "net/connect", "/r/u", "allow"],
    ["O353", "allow/net/connect+unix!@sbxprobe", "net/connect", "@sbxprobe", "allow"],
    ["O362", "allow/net/bind+!unnamed", "net/bind", "!unnamed", "allow"],
    ["O363", "allow/bnet+@**", "net/bind", "@a/b", "allow"],
    ["O388", "allow/net+any!0-65535", "net/bind", "/r/u", "deny"],
  ])("%s: %s", (_, commands, category, name, expected) => {
    expect(verdict(commands, category, name)).toBe(expected);
  });
});

test("a category is on or off at first as the language says", () => {
  const { policy } = parsePolicy([], { environment: {} });
  const sealed = openPolicy(compilePolicy(policy));
  const off = Object.entries(CATEGORY_INDEX).filter(([, index]) => !sealed.enabled(index));
  expect(off.map(([name]) => name)).toEqual(["walk", "list", "readlink", "chdir"]);
});

test("profile off lets everything pass", () => {
  const { policy } = parsePolicy([{ kind: "profile", name: "off" }], {
    environment: {},
    profileText: (name) => profileText(name, CONTEXT),
  });
  const sealed = openPolicy(compilePolicy(policy));
  expect(Object.values(CATEGORY_INDEX).every((category) => sealed.allowsAll(category))).toBe(true);
});
