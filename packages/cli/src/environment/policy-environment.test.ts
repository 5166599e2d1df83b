import { parsePolicy } from "@sbx/core";
import { describe, expect, test } from "vitest";
import { policyEnvironment } from "./policy-environment.ts";
import { programEnvironment } from "./program-environment.ts";

const caller = { PATH: "/bin", HOME: "/home/me", USER: "me", LANG: "C", SSH_AUTH_SOCK: "/x" };

function passed(lines: readonly string[]): Readonly<Record<string, string>> {
  const sources = lines.map((text) => ({ kind: "line", text }) as const);
  const { policy } = parsePolicy(sources, { environment: caller });
  return programEnvironment({ caller, heldBack: {}, options: [], rules: policyEnvironment(policy) }).variables;
}

describe("policyEnvironment", () => {
  test.each([
    [[], { PATH: "/bin", HOME: "/home/me" }],
    [["trace/allow_unsafe_env:1"], caller],
    [["passenv+LANG", "passenv+U*"], { PATH: "/bin", HOME: "/home/me", LANG: "C", USER: "me" }],
    [["trace/allow_unsafe_env:1", "unsetenv!SSH_AUTH_SOCK", "unsetenv!USER", "unsetenv!LANG"], { PATH: "/bin", HOME: "/home/me" }],
    [["trace/allow_unsafe_env:1", "unsetenv!SSH_*", "setenv!USER=you"], { PATH: "/bin", HOME: "/home/me", USER: "you", LANG: "C" }],
    [["setenv!FOO=bar", "clearenv!"], {}],
    [["setenv!FOO=bar", "unsetenv!HOME"], { PATH: "/bin", FOO: "bar" }],
    [["clearenv!", "setenv!FOO=bar"], { FOO: "bar" }],
  ])("%j", (lines, expected) => {
    expect(passed(lines)).toEqual(expected);
  });
});
