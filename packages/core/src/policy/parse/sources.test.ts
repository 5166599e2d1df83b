import { describe, expect, test } from "vitest";
import { PolicyError } from "../errors.ts";
import type { Policy } from "../policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import type { PolicyContext, PolicySource } from "./session.ts";

const FILES: Readonly<Record<string, string>> = {
  a: "allow/read+/a\ninclude b\nallow/read+/c",
  b: "allow/read+/b",
  loop: "include loop2",
  loop2: "include loop",
  bad: "allow/read+/x\nallow/raed+/y",
  locked: "lock:on",
  "bad.netset": "# networks\n10.0.0.0/8 # private\n\n::1\n",
  "wrong.ipset": "10.0.0.0/8\nhost.example\n",
};

const PROFILES: Readonly<Record<string, string>> = {
  one: "allow/read+/one",
  o: "allow/read+/o",
  f: "allow/read+/f",
  self: "include_profile self",
};

const CONTEXT: PolicyContext = {
  environment: { HOME: "/home/u", EMPTY: "", PATTERN: "/x/*" },
  readPolicyFile: (path, includedFrom) => {
    const text = FILES[path];
    if (text === undefined) throw Object.assign(new Error(`no file ${path} from ${includedFrom}`), { errno: -2 });
    return { name: path, text };
  },
  profileText: (name) => PROFILES[name],
  profileNames: Object.keys(PROFILES),
};

const patterns = (policy: Policy): string[] => (policy.rules[3] ?? []).map((rule) => rule.pattern);

const line = (text: string): PolicySource => ({ kind: "line", text });

const refusal = (sources: readonly PolicySource[]): PolicyError => {
  try {
    parsePolicy(sources, CONTEXT);
  } catch (error) {
    if (error instanceof PolicyError) return error;
  }
  throw new Error("the policy was taken");
};

describe("sources act in the order given", () => {
  test("files, profiles and lines append to the same lists", () => {
    const sources: PolicySource[] = [
      line("allow/read+/first"),
      { kind: "profile", name: "one" },
      { kind: "file", name: "f.syd-3", text: "# comment\n\nallow/read+/file\r\n" },
      line("allow/read+/last"),
    ];
    expect(patterns(parsePolicy(sources, CONTEXT).policy)).toEqual(["/first", "/one", "/file", "/last"]);
  });

  test("an include acts in its place and keeps its own lines", () => {
    const { policy } = parsePolicy([line("include a")], CONTEXT);
    expect((policy.rules[3] ?? []).map((rule) => [rule.pattern, rule.origin.file, rule.origin.line])).toEqual([
      ["/a", "a", 1],
      ["/b", "b", 1],
      ["/c", "a", 3],
    ]);
  });

  test("a name that is none of a profile is a stack of one-letter profiles", () => {
    expect(patterns(parsePolicy([{ kind: "profile", name: "of" }], CONTEXT).policy)).toEqual(["/o", "/f"]);
  });

  test("lists of networks fill the block list", () => {
    const { policy } = parsePolicy([line("include bad.netset")], CONTEXT);
    expect(policy.blocked.map(({ family, prefix }) => [family, prefix])).toEqual([
      [4, 8],
      [6, 128],
    ]);
  });

  test.each<[string, PolicySource[], Partial<PolicyError>]>([
    ["a file that is missing", [line("include none")], { errno: 2, file: "command line", column: 9 }],
    ["a loop", [line("include loop")], { errno: 40, file: "loop2", line: 1, column: 9 }],
    ["a loop of profiles", [{ kind: "profile", name: "self" }], { errno: 40, file: "profile self" }],
    ["an error in a file", [line("include bad")], { errno: 22, file: "bad", line: 2, column: 7 }],
    ["a name in a list of networks", [line("include wrong.ipset")], { errno: 22, file: "wrong.ipset", line: 2 }],
    ["a profile that there is not", [{ kind: "profile", name: "nosuch" }], { errno: 22, code: "ERR_POLICY_PROFILE" }],
    ["a profile without name", [{ kind: "profile", name: "" }], { errno: 22, code: "ERR_POLICY_PROFILE" }],
    [
      "a line behind the lock",
      [line("include locked"), line("allow/read+/x")],
      { errno: 1, code: "ERR_POLICY_LOCKED" },
    ],
    ["a zero byte", [line("allow/read+/a\0b")], { errno: 22, column: 14 }],
  ])("%s is refused", (_, sources, expected) => {
    expect(refusal(sources)).toMatchObject(expected);
  });

  test("an optional file behind the lock is passed over", () => {
    const sources: PolicySource[] = [
      line("lock:on"),
      { kind: "file", name: "u", text: "allow/read+/x", optional: true },
    ];
    expect(patterns(parsePolicy(sources, CONTEXT).policy)).toEqual([]);
  });
});

describe("variables", () => {
  test.each([
    ["$HOME/x", "/home/u/x"],
    ["${HOME}x", "/home/ux"],
    ["${NOPE:-/y}", "/y"],
    ["/a${NOPE:-}b", "/ab"],
    ["/a${EMPTY}b", "/ab"],
    ["/a${EMPTY:-c}b", "/ab"],
    ["${PATTERN}", "/x/*"],
    ["/$$HOME", "/$HOME"],
    ["/a$", "/a$"],
    ["/a$/b", "/a$/b"],
    ["/${NOPE:-$HOME}", "/$HOME"],
  ])("%s is %s", (written, expected) => {
    expect(patterns(parsePolicy([line(`allow/read+${written}`)], CONTEXT).policy)).toEqual([expected]);
  });

  test("setenv acts on later lines and on the program", () => {
    const sources = [line("setenv!DIR=$HOME/d"), line("allow/read+$DIR"), line("unsetenv!HOME")];
    const { policy } = parsePolicy(sources, CONTEXT);
    expect(patterns(policy)).toEqual(["/home/u/d"]);
    expect(policy.variables).toEqual([
      { kind: "set", name: "DIR", value: "/home/u/d" },
      { kind: "unset", name: "HOME" },
    ]);
    expect(refusal([...sources, line("allow/read+$HOME")]).code).toBe("ERR_POLICY_VARIABLE");
  });
});
