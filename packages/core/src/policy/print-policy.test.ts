import { array, assert, constantFrom, integer, property, record, string, tuple } from "fast-check";
import { expect, test } from "vitest";
import { ACTIONS } from "./action.ts";
import { CATEGORIES } from "./category/category.ts";
import { parsePolicy } from "./parse/parse-policy.ts";
import type { Policy } from "./policy.ts";
import { printPolicy } from "./print-policy.ts";
import { profileText } from "./profiles/profile-text.ts";

const parse = (text: string): Policy => parsePolicy([{ kind: "file", name: "p", text }], { environment: {} }).policy;

/** What a policy means, without where it was written. */
const meaning = (policy: Policy): unknown => ({
  enabled: policy.enabled,
  defaults: policy.defaults,
  facilities: policy.facilities,
  facilityDefaults: policy.facilityDefaults,
  rules: policy.rules.map((rules) => rules.map(({ action, pattern, kind }) => [action, pattern, kind])),
  options: [...policy.options].map(([name, { value }]) => [name, value]),
  lists: [...policy.lists]
    .map(([name, items]) => [name, items.map(({ item }) => item)])
    .filter(([, items]) => items?.length),
  masks: policy.masks.map(({ pattern, file, directory }) => [pattern, file, directory]),
  blocked: policy.blocked,
  domains: [...policy.domains].map(([name, domain]) => [name, domain.rules.flat().map(({ pattern }) => pattern)]),
  variables: policy.variables,
  lock: policy.lock,
});

test("random rules, switches and defaults are printed and read again", () => {
  const name = string({
    unit: constantFrom("a", "/", "*", "?", "[", "]", "\\", "$", "é", " ", "{", "-", ":", "!", "@", "7"),
  });
  const command = record({
    action: constantFrom(...ACTIONS),
    category: constantFrom(...CATEGORIES.filter((category) => category !== "ioctl")),
    name,
    kind: integer({ min: 0, max: 9 }),
  }).map(({ action, category, name: rest, kind }) => {
    const quoted = rest.replaceAll("$", "$$$$");
    if (kind === 0) return `sandbox/${category}:${rest.length % 2 === 0 ? "on" : "off"}`;
    if (kind === 1) return `default/${category}:${action}`;
    return `${action}/${category}+${kind < 7 ? "/" : kind === 8 ? "@" : "!"}${quoted}`;
  });
  const dotted = /(?:^|\/)\.{1,2}(?:\/|$)/;
  assert(
    property(array(command), (commands) => {
      const policy = parse(commands.filter((line) => !dotted.test(line)).join("\n"));
      expect(meaning(parse(printPolicy(policy)))).toEqual(meaning(policy));
    }),
  );
});

test("random networks are printed and read again", () => {
  const byte = integer({ min: 0, max: 255 });
  const ipv4 = tuple(tuple(byte, byte, byte, byte), integer({ min: 0, max: 32 })).map(
    ([address, prefix]) => `block+${address.join(".")}/${prefix}`,
  );
  const group = integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
  const ipv6 = tuple(array(group, { minLength: 8, maxLength: 8 }), integer({ min: 0, max: 128 })).map(
    ([groups, prefix]) => `block+${groups.join(":")}/${prefix}`,
  );
  assert(
    property(array(ipv4), array(ipv6), (left, right) => {
      const policy = parse([...left, ...right].join("\n"));
      expect(meaning(parse(printPolicy(policy)))).toEqual(meaning(policy));
    }),
  );
});

test.each([
  [
    "options",
    "trace/force_umask:077\ntrace/allow_unsafe_namespace:user,pid\nmem/max:1G\nlog/level:debug\nrlimit/core:inf\nroot:none",
  ],
  ["masks", "mask+/a\nmask+/a\\:b:/c\\\\:/d\nmask+/x/***:/y:/z"],
  [
    "lists",
    "allow/fs+ext,0x1\ndeny/fs+proc\nallow/ioctl+TC*\ndeny/ioctl+5\nallow/lock/rpath+/usr\nallow/net/link+route\npassfd+3-5\nbind+/a:/b:ro\ndomain+@d",
  ],
  ["variables", "setenv!A=x y\nunsetenv!B*\nclearenv\nsetenv!C=$$d"],
  ["addresses", "allow/net/connect+tcp!any!1-2,80\nkill/inet+loopback!*".replace("!*", "!5")],
  ["odd patterns", "allow/read+2f610a62\nallow/read+2fff\nallow/read+/$$x"],
  ["domains", "domain+@a:off\ndomain+@b\n@a/allow/read+/x\n@a/move/@b/exec+/bin/x\nmove/@a/connect+any!80"],
  ["the lock", "lock:drop"],
])("%s are printed and read again", (_, text) => {
  const policy = parse(text);
  expect(meaning(parse(printPolicy(policy)))).toEqual(meaning(policy));
});

test.each(["default", "off"])("profile %s is printed and read again", (name) => {
  const context = {
    home: "/home/u",
    cwd: "/w/a[b]$",
    tmp: ["/tmp"],
    uid: 1,
    gid: 1,
    pathDirs: ["/t"],
    gitCommonDir: "/g/.git",
  };
  const policy = parse(profileText(name, context) ?? "");
  expect(meaning(parse(printPolicy(policy)))).toEqual(meaning(policy));
});
